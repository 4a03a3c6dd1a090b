using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Teams.Door;

/// <summary>What becomes of a reply that Microsoft's service does not take.</summary>
public sealed class ReplyTests : IDisposable
{
    // One for each test: what is kept for later would be said during the next.
    private readonly Doorway door = new();

    private static readonly string NotSaid =
        $"Error: A reply in conversation {Chat.Personal(Employee.Budi).Id} of tenant {FakeMicrosoft.Tenant} was not said: ";

    [Theory]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task What_is_to_be_tried_again_is_tried_again_after_pauses_of_chance(int status)
    {
        var said = await SayAsync(retries: 3, [.. Enumerable.Repeat(() => Answer(status), 3)]);

        said.Pauses.ShouldAllBe(pause => pause > TimeSpan.Zero);
        said.Pauses.Select(pause => pause.TotalSeconds).ShouldNotBe([0.5, 1, 2], "Without chance, all try at once.");
        said.Tries.ShouldBe(4);
        said.Log.ShouldBeEmpty();
        said.Later.ShouldBe(0);
    }

    [Theory]
    [InlineData(412, "Later, 412", 1)]
    [InlineData(429, "Later, 429", 1)]
    [InlineData(502, "Unknown, 502", 0)]
    [InlineData(504, "Unknown, 504", 0)]
    public async Task After_four_tries_what_was_surely_not_said_is_kept_for_later(int status, string became, int later)
    {
        var said = await SayAsync(retries: 3, [.. Enumerable.Repeat(() => Answer(status), 9)]);

        said.Tries.ShouldBe(4);
        said.Log.ShouldBe([NotSaid + became]);
        said.Later.ShouldBe(later);
    }

    [Fact]
    public async Task A_service_that_can_not_be_reached_is_tried_again()
    {
        var said = await SayAsync(
            retries: 3,
            [.. Enumerable.Repeat(Fails(new HttpRequestException(HttpRequestError.ConnectionError)), 9)]
        );

        said.Tries.ShouldBe(4);
        said.Log.ShouldBe([$"{NotSaid}Later, connection"]);
        said.Later.ShouldBe(1);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("Tue, 24 Nov 2026 07:05:02 GMT", 2)]
    public async Task A_short_pause_that_it_asks_for_is_made(string asked, int seconds)
    {
        var said = await SayAsync(retries: 1, () => Answer(429, retryAfter: asked));

        said.Pauses.ShouldBe([TimeSpan.FromSeconds(seconds)]);
        said.Tries.ShouldBe(2);
        said.Log.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("60", 60)]
    [InlineData("Tue, 24 Nov 2026 07:10:00 GMT", 300)]
    public async Task A_long_pause_that_it_asks_for_is_made_by_answering_later(string asked, int seconds)
    {
        var said = await SayAsync(retries: 0, () => Answer(429, retryAfter: asked));

        said.Tries.ShouldBe(1);
        said.Log.ShouldBe([$"{NotSaid}Later, 429"]);
        var row = (await door.LaterAsync()).ShouldHaveSingleItem();
        row.Words.ShouldBe("help");
        row.Due.ShouldBe(RegistryHarness.Start.AddSeconds(seconds));
    }

    [Fact]
    public async Task A_service_that_asks_for_pause_after_pause_does_not_outlast_the_turn()
    {
        var said = await SayAsync(retries: 2, [.. Enumerable.Repeat(() => Answer(429, retryAfter: "4"), 9)]);

        said.Pauses.ShouldBe([TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4)]);
        said.Tries.ShouldBe(3);
        said.Later.ShouldBe(1);
    }

    [Theory]
    [InlineData(403, "ConversationBlockedByUser", "Unreachable")]
    [InlineData(403, "BotNotInConversationRoster", "Unreachable")]
    [InlineData(403, "BotDisabledByAdmin", "Unreachable")]
    [InlineData(403, "MessageWritesBlocked", "Unreachable")]
    [InlineData(404, "ConversationNotFound", "Unreachable")]
    [InlineData(401, "BotNotRegistered", "Refused")]
    [InlineData(400, "BadSyntax", "Refused")]
    [InlineData(413, "MessageSizeTooBig", "Refused")]
    [InlineData(500, "ServiceError", "Unknown")]
    [InlineData(503, "ServiceUnavailable", "Unknown")]
    public async Task What_is_not_to_be_tried_again_is_said_once(int status, string code, string outcome)
    {
        var said = await SayAsync(retries: 0, [.. Enumerable.Repeat(() => Answer(status, code), 9)]);

        said.Tries.ShouldBe(1);
        said.Log.ShouldBe([$"{NotSaid}{outcome}, {status} {code}"]);
        said.Later.ShouldBe(0);
    }

    [Fact]
    public async Task A_connection_that_breaks_leaves_nobody_knowing_so_it_is_not_said_again()
    {
        var reset = new HttpRequestException("reset", new IOException("reset", new SocketException(104)));

        var said = await SayAsync(retries: 0, [.. Enumerable.Repeat(Fails(reset), 9)]);

        said.Tries.ShouldBe(1);
        said.Log.ShouldBe([$"{NotSaid}Unknown, connection"]);
        said.Later.ShouldBe(0);
    }

    [Fact]
    public async Task A_service_that_says_nothing_is_given_up_after_10_s_and_it_is_not_said_again()
    {
        var logged = door.Log.Count;
        var asked = new TaskCompletionSource();
        door.Microsoft.Answer = async (_, cancel) =>
        {
            asked.TrySetResult();
            return await new TaskCompletionSource<HttpResponseMessage?>().Task.WaitAsync(cancel);
        };
        var turn = door.PostAsync(door.Help().ToJsonString(), door.Bearer());
        await asked.Task;
        await door.NotedAsync();

        door.Clock.Advance(TimeSpan.FromSeconds(10));

        (await turn).ShouldBe(HttpStatusCode.OK);
        door.Microsoft.Posted.ShouldHaveSingleItem();
        door.Log.Skip(logged).ShouldBe([$"{NotSaid}Unknown, timeout"]);
    }

    public void Dispose() => door.Dispose();

    private static HttpResponseMessage Answer(int status, string? code = null, string? retryAfter = null)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status);
        if (code is not null)
        {
            answer.Content = JsonContent.Create(new { error = new { code, message = "help, said Budi" } });
        }

        if (retryAfter is not null)
        {
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return answer;
    }

    private static Func<HttpResponseMessage> Fails(Exception exception) => () => throw exception;

    // Asks, lets the service answer like that and then well, and makes time pass by each pause.
    private async Task<Said> SayAsync(int retries, params Func<HttpResponseMessage>[] answers)
    {
        var logged = door.Log.Count;
        var left = new Queue<Func<HttpResponseMessage>>(answers);
        door.Microsoft.Answer = async (_, _) =>
        {
            await door.NotedAsync(); // whoever notes that waits by the same clock
            door.Clock.NoteNext();
            return left.TryDequeue(out var answer) ? answer() : null;
        };

        var turn = door.PostAsync(door.Help().ToJsonString(), door.Bearer());
        List<TimeSpan> pauses = [];
        while (pauses.Count < retries)
        {
            var pause = door.Clock.NotedAsync();
            (await Task.WhenAny(pause, turn)).ShouldBe(pause, "There were fewer tries.");
            pauses.Add(await pause);
            door.Clock.Advance(pauses[^1]);
        }

        (await turn).ShouldBe(HttpStatusCode.OK);
        door.Clock.Forget();
        return new(pauses, door.Microsoft.Posted.Count, [.. door.Log.Skip(logged)], (await door.LaterAsync()).Count);
    }

    /// <param name="Later">How many answers were kept for later.</param>
    private sealed record Said(IReadOnlyList<TimeSpan> Pauses, int Tries, IReadOnlyList<string> Log, int Later);
}
