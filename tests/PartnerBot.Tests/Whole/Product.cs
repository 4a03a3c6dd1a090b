using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.People;
using PartnerBot.Registry;
using PartnerBot.Tests.Chats.Teams;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Whole;

/// <summary>Bot and registry, both as in production, each reached over HTTP; one clock, which stands still.</summary>
public sealed class Product : IAsyncLifetime
{
    private LiveRegistry? registry;
    private BotHost? bot;
    private int askers;

    public FakeTimeProvider Time { get; } = new(RegistryHarness.Start);

    /// <summary>Microsoft's side of the wire; null is a bot without Teams.</summary>
    internal FakeMicrosoft? Microsoft { get; init; }

    public LiveRegistry Registry => registry!;

    public BotHost Bot => bot!;

    public async ValueTask InitializeAsync()
    {
        registry = await LiveRegistry.StartAsync(Time);
        bot = new(
            new(StringComparer.Ordinal)
            {
                ["Registry:BaseUrl"] = registry.Url,
                ["Registry:ApiKey"] = LiveRegistry.ReaderKey,
            }
        )
        {
            Time = Time,
            OverTheNetwork = true,
            Microsoft = Microsoft,
        };
    }

    /// <summary>What <c>POST /api/ask</c> answers, where it answers.</summary>
    /// <param name="asker">For whom it is asked; null is somebody who never asked before.</param>
    public async Task<JsonNode> AskAsync(string text, string? language = null, string? asker = null)
    {
        asker ??= $"asker {Interlocked.Increment(ref askers)}";
        var (status, body) = await Bot.AskAsync(
            new
            {
                text,
                language,
                asker,
            },
            BotHost.DelegateKey
        );
        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        return body.Deserialize<JsonNode>()!;
    }

    /// <summary>What is answered to a question as if the words had been read so.</summary>
    public async Task<Message> AnswerAsync(string words, Func<Question, Question> read, string? language = null)
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var scope = Bot.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var partners = new VisiblePartners(
            services.GetRequiredService<Access>(),
            services.GetRequiredService<IPartnerSource>(),
            services.GetRequiredService<Phrasebook>()
        );
        var names = await partners.NamesAsync(cancelled);
        var asked = new Asked(new("test", "product", $"{Interlocked.Increment(ref askers)}"), null, words, language);
        var question = read(services.GetRequiredService<QuestionReader>().Read(asked, names));
        var answer = await services.GetRequiredService<Answerer>().TryAnswerAsync(question, partners, names, cancelled);
        return answer.ShouldNotBeNull().Message;
    }

    /// <summary>
    /// Done when the bot follows the registry. The first question may be answered before; from then on nothing is missed, and
    /// nothing is read by itself.
    /// </summary>
    public Task FollowsAsync()
    {
        var directory = Bot.Services.GetRequiredService<PartnerDirectory>();
        return Patience.UntilAsync(_ => Task.FromResult(directory.Follows));
    }

    public async ValueTask DisposeAsync()
    {
        if (bot is not null)
        {
            await bot.DisposeAsync();
        }

        if (registry is not null)
        {
            await registry.DisposeAsync();
        }
    }
}

internal static class Said
{
    /// <summary>The same JSON, whatever its spacing and the order of its fields.</summary>
    public static void ShouldSay(this JsonNode? said, string json) =>
        JsonNode.DeepEquals(said, JsonNode.Parse(json)).ShouldBeTrue($"It says {said}, not {json}");
}
