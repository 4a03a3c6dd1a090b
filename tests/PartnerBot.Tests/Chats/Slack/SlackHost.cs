using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Chats.Slack.Inbox;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>The bot in Production with Slack and the registry in the test's hands.</summary>
internal sealed class SlackHost : IAsyncDisposable
{
    private readonly Lazy<HttpClient> client;
    private bool isBeside;

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
        FakeTimeProvider? time = null,
        bool tellsChanges = false
    )
    {
        var clock = time ?? new FakeTimeProvider(RegistryHarness.Start);
        return new(
            new(With(changes))
            {
                Time = clock,
                Slack = await FakeSlack.StartAsync(clock),
                TellsChanges = tellsChanges,
            }
        );
    }

    /// <summary>Another replica, or the same after a restart: of the same workspace, on the same database.</summary>
    /// <param name="changes">Among them, the database that both have.</param>
    public SlackHost Beside(Dictionary<string, string?> changes) =>
        new(new(With(changes)) { Time = Bot.Time, Slack = Slack }) { isBeside = true };

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
        await WrittenAsync();
    }

    /// <summary>Until what is written behind the answers is; time that passes before would end that.</summary>
    public async Task WrittenAsync()
    {
        await Bot.Services.GetRequiredService<Told>().Written;
        await Bot.Services.GetRequiredService<Speakers>().IdleAsync();
    }

    /// <summary>Lets so much time pass at once, and is done when that is so, while it stands still.</summary>
    public async Task AfterAsync(TimeSpan time, Func<bool> isSo)
    {
        Bot.Time.Advance(time);
        using var limit = Patience.Limit();
        while (!Slack.InTurn(isSo))
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>The registry answers nothing but errors from now on.</summary>
    public void StopRegistry() =>
        (Bot.Registry.Partner, Bot.Registry.List) = (
            FakeRegistry.Failing(HttpStatusCode.BadGateway),
            FakeRegistry.Failing(HttpStatusCode.BadGateway)
        );

    /// <summary>The registry's list, without which nothing is answered, comes once that is done.</summary>
    public TaskCompletionSource HoldList()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var serving = Bot.Registry.List;
        Bot.Registry.List = async (request, cancellationToken) =>
        {
            await held.Task.WaitAsync(cancellationToken);
            return await serving(request, cancellationToken);
        };
        return held;
    }

    /// <summary>What is stored.</summary>
    public async Task<IReadOnlyList<T>> RowsAsync<T>(Func<PartnerBotDb, IQueryable<T>> which)
    {
        var contexts = Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>();
        await using var db = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await which(db).ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Changes the database as nobody should.</summary>
    public async Task RunAsync(string sql)
    {
        var contexts = Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>();
        await using var db = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken);
    }

    /// <summary>The command's answer, which nobody but who asked sees.</summary>
    public async Task<JsonObject> AskAsync(string text, string command = "/partner", string user = StandPeople.Alex)
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
