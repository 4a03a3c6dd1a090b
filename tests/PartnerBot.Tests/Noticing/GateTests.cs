using CsCheck;
using Microsoft.Extensions.Time.Testing;
using PartnerBot.Noticing.Telling;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Noticing;

/// <summary>What leaves when, at any pace, however the process is held up.</summary>
public sealed class GateTests
{
    private const int Many = 300;

    private static readonly DateTimeOffset Start = RegistryHarness.Start;

    // Mostly a little late, as timers are, and now and then held up.
    private static readonly Gen<int[]> Lateness = Gen.Frequency(
        (95, Gen.Int[0, 2]),
        (4, Gen.Int[3, 100]),
        (1, Gen.Int[100, 2_000])
    ).Array[Many];

    [Fact]
    public void None_leaves_before_its_moment_and_never_too_many_within_any_second() =>
        Gen.Select(Gen.Int[1, 60], Lateness)
            .Sample(
                (limit, lateness) =>
                {
                    var (left, moments) = Leave(limit, lateness);

                    left.Zip(moments).ShouldAllBe(pair => pair.First >= pair.Second);
                    for (var index = limit; index < left.Count; index++)
                    {
                        (left[index] - left[index - limit]).ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
                    }
                },
                iter: 2_000
            );

    [Fact]
    public void The_first_leaves_at_once_and_nothing_is_lost_of_the_pace() =>
        Gen.Int[1, 60]
            .Sample(limit =>
            {
                var (left, moments) = Leave(limit, new int[Many]);

                left[0].ShouldBe(moments[0]);
                (left[^1] - moments[^1]).ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(500));
            });

    [Fact]
    public async Task Without_a_limit_all_leave_at_once()
    {
        var clock = new FakeTimeProvider(Start);
        using var gate = new Gate(TimeSpan.Zero, together: 1, clock);

        for (var message = 0; message < Many; message++)
        {
            (await gate.PassAsync(Start.AddDays(1), TestContext.Current.CancellationToken)).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task With_one_each_waits_for_its_moment()
    {
        var clock = new FakeTimeProvider(Start);
        using var gate = new Gate(TimeSpan.FromSeconds(1), together: 1, clock);

        (await gate.PassAsync(Start, TestContext.Current.CancellationToken)).ShouldBeTrue();
        var second = gate.PassAsync(Start.AddSeconds(1), TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromMilliseconds(999));
        second.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(1));

        (await second).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_waits_is_told_when_the_process_ends()
    {
        var clock = new FakeTimeProvider(Start);
        using var gate = new Gate(TimeSpan.FromSeconds(1), together: 1, clock);
        using var end = new CancellationTokenSource();
        var moments = Enumerable.Range(1, 3).Select(second => Start.AddSeconds(second));
        var waiting = moments.Select(moment => gate.PassAsync(moment, end.Token)).ToList();

        await end.CancelAsync();

        (await Task.WhenAll(waiting)).ShouldBe([false, false, false]);
    }

    /// <param name="lateness">In milliseconds: how late each opening is.</param>
    private static (IReadOnlyList<DateTimeOffset> Left, IReadOnlyList<DateTimeOffset> Moments) Leave(
        int limit,
        int[] lateness
    )
    {
        var delivery = new DeliverySettings(SlackPerMinute: 1, TeamsPerSecond: limit, InFlight: 32);
        var openings = new Openings(delivery.Between("teams"), delivery.Together("teams"));
        var between = delivery.Between("teams");
        var now = Start;
        List<DateTimeOffset> moments = [.. Enumerable.Range(0, Many).Select(index => Start + (between * index))];
        List<DateTimeOffset> left = [];
        foreach (var (index, moment) in moments.Index())
        {
            if (!openings.IsOpen(moment))
            {
                var at = openings.Next(moment);
                now = (at > now ? at : now).AddMilliseconds(lateness[index]);
                openings.Open(moment, now);
            }

            left.Add(now);
        }

        return (left, moments);
    }
}
