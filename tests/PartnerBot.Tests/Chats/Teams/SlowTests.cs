using System.Net;
using PartnerBot.Tests.Chats.Teams.Door;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Teams;

/// <summary>Answers that take longer than half a second.</summary>
public sealed class SlowTests
{
    [Fact]
    public async Task An_answer_that_takes_longer_than_half_a_second_shows_that_it_is_being_written()
    {
        var (microsoft, clock) = (new FakeMicrosoft(), new NotingClock());
        using var slow = new TeamsHost(new() { Microsoft = microsoft, Time = clock });
        await slow.SayAsync("status netflix");
        var registry = slow.Bot.Registry;
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        var usual = registry.Partner;
        registry.Partner = async (request, cancellationToken) =>
            request.Headers.IfNoneMatch.Count > 0 ? await answer.Task : await usual(request, cancellationToken);
        clock.Advance(TimeSpan.FromSeconds(2));
        var before = microsoft.Posted.Count;
        var halfASecond = clock.BegunAsync(TimeSpan.FromMilliseconds(500));

        var asking = slow.PostAsync(slow.Message("status netflix"));
        await halfASecond;
        clock.Advance(TimeSpan.FromMilliseconds(499));
        microsoft.Posted.Count.ShouldBe(before);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await slow.UntilAsync(() => microsoft.Posted.Count > before, TimeSpan.FromTicks(1));
        answer.SetResult(new(HttpStatusCode.NotModified));
        await asking;

        microsoft.Posted.Skip(before).Select(posted => posted.Type).ShouldBe(["typing", "message"]);
    }

    [Fact]
    public async Task A_sign_of_life_that_hangs_does_not_keep_the_answer()
    {
        var (microsoft, clock) = (new FakeMicrosoft(), new NotingClock());
        using var slow = new TeamsHost(new() { Microsoft = microsoft, Time = clock });
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        slow.Bot.Registry.Partner = async (_, _) => await answer.Task;
        var typing = new TaskCompletionSource();
        microsoft.Answer = async (posted, cancelled) =>
        {
            if (posted.Type is "typing")
            {
                typing.SetResult();
                await new TaskCompletionSource().Task.WaitAsync(cancelled);
            }

            return null;
        };
        var halfASecond = clock.BegunAsync(TimeSpan.FromMilliseconds(500));
        var asking = slow.PostAsync(slow.Message("status netflix"));
        await halfASecond;
        clock.Advance(TimeSpan.FromMilliseconds(500));
        await typing.Task;

        answer.SetResult(FakeRegistry.Json(Samples.Netflix));

        (await asking).Status.ShouldBe(HttpStatusCode.OK);
        microsoft.Posted.Select(posted => posted.Type).ShouldBe(["typing", "message"]);
    }
}
