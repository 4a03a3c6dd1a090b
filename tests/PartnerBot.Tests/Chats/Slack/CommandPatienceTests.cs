using Microsoft.Extensions.Time.Testing;
using PartnerBot.Asking;
using PartnerBot.Chats.Slack.Commands;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>How long a command waits for its answer.</summary>
public sealed class CommandPatienceTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly CommandPatience patience;

    public CommandPatienceTests() => patience = new(clock);

    [Fact]
    public async Task One_command_alone_waits_a_second_and_a_half()
    {
        var answering = new TaskCompletionSource<CommandReply>();
        var waiting = patience.IsThereAsync(answering.Task);

        clock.Advance(TimeSpan.FromSeconds(1.4));
        answering.SetResult(Reply(stale: false));

        (await waiting).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_many_without_a_sign_of_life_one_waits_on()
    {
        Task<bool>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => patience.IsThereAsync(Never))];

        clock.Advance(TimeSpan.FromSeconds(0.5));
        var told = new List<bool>();
        await foreach (var one in Task.WhenEach(waiting).Take(4))
        {
            told.Add(await one);
        }

        told.ShouldAllBe(isThere => !isThere);
        waiting.Count(one => !one.IsCompleted).ShouldBe(1);
    }

    [Fact]
    public async Task A_stale_answer_teaches_to_wait_less_and_a_fresh_one_to_wait_again()
    {
        (await patience.IsThereAsync(Task.FromResult(Reply(stale: true)))).ShouldBeTrue();
        var hurried = patience.IsThereAsync(Never);
        clock.Advance(TimeSpan.FromSeconds(0.3));
        (await hurried).ShouldBeFalse();

        (await patience.IsThereAsync(Task.FromResult(Reply(stale: false)))).ShouldBeTrue();
        var answering = new TaskCompletionSource<CommandReply>();
        var waiting = patience.IsThereAsync(answering.Task);
        clock.Advance(TimeSpan.FromSeconds(1.4));
        answering.SetResult(Reply(stale: false));
        (await waiting).ShouldBeTrue();
    }

    private static Task<CommandReply> Never => new TaskCompletionSource<CommandReply>().Task;

    private static CommandReply Reply(bool stale) =>
        new(
            new()
            {
                Topic = "status",
                Language = "en",
                Text = "Netflix",
                Freshness = new(DateTimeOffset.UnixEpoch, LastConfirmed: null, stale),
            },
            new()
        );
}
