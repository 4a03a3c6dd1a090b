using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Chats.Slack.Inbox;
using PartnerBot.People;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>The bot in Production with Slack and the registry in the test's hands.</summary>
internal sealed class SlackHost : IAsyncDisposable
{
    private readonly Lazy<HttpClient> client;

    private SlackHost(BotHost bot)
    {
        Bot = bot;
        client = new(() => Bot.CreateClient());
    }

    public BotHost Bot { get; }

    public FakeSlack Slack => Bot.Slack!;

    public HttpClient Client => client.Value;

    public SlackStimuli Stimuli => Slack.Stimuli;

    /// <param name="changes">Settings beside those of a bot token over HTTP; null takes one away.</param>
    public static async Task<SlackHost> StartAsync(
        Dictionary<string, string?>? changes = null,
        FakeTimeProvider? time = null
    )
    {
        var clock = time ?? new FakeTimeProvider(RegistryHarness.Start);
        return new(new(With(changes)) { Time = clock, Slack = await FakeSlack.StartAsync(clock) });
    }

    /// <summary>Another replica, or the same after a restart: of the same workspace, on the same database.</summary>
    public SlackHost Beside(Dictionary<string, string?>? changes = null)
    {
        var settings = With(changes);
        settings["ConnectionStrings:PartnerBot"] = $"Data Source={Bot.DatabaseFile}";
        return new(new(settings) { Time = Bot.Time, Slack = Slack }) { isBeside = true };
    }

    private bool isBeside;

    /// <summary>Delivers it as Slack does, and waits until all has been done about it that is to be done at once.</summary>
    public async Task<Delivered> DeliverAsync(SlackStimulus stimulus, DeliveryOptions? options = null)
    {
        var delivered = await Slack.DeliverAsync(Client, stimulus, options);
        await IdleAsync();
        return delivered;
    }

    /// <summary>Until nothing is under way any more.</summary>
    public async Task IdleAsync()
    {
        await Bot.Services.GetRequiredService<SlackWork>().Idle;
        await Bot.Services.GetRequiredService<Told>().Written;
    }

    /// <summary>The command's answer, which nobody but who asked sees.</summary>
    public async Task<JsonObject> AskAsync(string text, string command = "/partner", string user = Employees.Alex)
    {
        var delivered = await DeliverAsync(Stimuli.Command(text, user, command: command));
        delivered.Refusal.ShouldBeNull();
        delivered.Last.Status.ShouldBe((int)HttpStatusCode.OK);
        return delivered.Last.Json.ShouldNotBeNull();
    }

    private static Dictionary<string, string?> With(Dictionary<string, string?>? changes) =>
        FakeSlack
            .Settings.Concat(changes ?? [])
            .GroupBy(setting => setting.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (client.IsValueCreated)
        {
            client.Value.Dispose();
        }

        await Bot.DisposeAsync();
        if (!isBeside)
        {
            await Slack.DisposeAsync();
        }
    }
}
