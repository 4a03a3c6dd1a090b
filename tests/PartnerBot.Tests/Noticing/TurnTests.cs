using System.Globalization;
using CsCheck;
using PartnerBot.Noticing.Telling;
using PartnerBot.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>When things are told, for any changes at any times, by any clock.</summary>
public sealed class TurnTests
{
    private const int Iterations = 2_000;

    // With clocks that go forward and back, by an hour and by half of one, at midnight too, and with those that never do.
    private static readonly Gen<TimeZoneInfo> Zones = Gen.Int[0, 6]
        .Select(index =>
            TimeZoneInfo.FindSystemTimeZoneById(
                new[]
                {
                    "Asia/Jakarta",
                    "Europe/Berlin",
                    "America/New_York",
                    "Australia/Lord_Howe",
                    "America/Santiago",
                    "Asia/Kathmandu",
                    "Pacific/Auckland",
                }[index]
            )
        );

    private static readonly Gen<TimeOnly> Times = Gen.Int[0, 1439]
        .Select(minute => TimeOnly.MinValue.AddMinutes(minute));

    private static readonly Gen<DateTimeOffset> Instants = Gen.Long[0, 366L * 24 * 60 * 60]
        .Select(second => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(second));

    private static readonly Gen<(TimeOnly, TimeOnly)?> Quiet = Gen.Frequency(
        (1, Gen.Const(((TimeOnly, TimeOnly)?)null)),
        (
            2,
            Gen.Select(Times, Times).Where(both => both.Item1 != both.Item2).Select(both => ((TimeOnly, TimeOnly)?)both)
        )
    );

    private static readonly Gen<Cadence> AtOnce = Gen.Select(Zones, Quiet)
        .Select((zone, quiet) => new Cadence(zone, quiet));

    private static readonly Gen<Cadence> Digests = Gen.Select(Zones, Times, Gen.Int[-1, 6])
        .Select((zone, time, day) => new Cadence(zone, Quiet: null, time, day < 0 ? null : (DayOfWeek)day));

    [Fact]
    public void A_digest_comes_once_on_each_of_its_days_at_its_time() =>
        Gen.Select(Digests, Instants)
            .Sample(
                (cadence, at) =>
                {
                    var first = cadence.DigestAfter(at);
                    var second = cadence.DigestAfter(first);

                    (first > at).ShouldBeTrue();
                    var (one, other) = (DayOf(first, cadence.Zone), DayOf(second, cadence.Zone));
                    (other.DayNumber - one.DayNumber).ShouldBe(cadence.DigestDay is null ? 1 : 7);
                    one.DayOfWeek.ShouldBe(cadence.DigestDay ?? one.DayOfWeek);
                    IsAt(first, cadence.DigestAt!.Value, cadence.Zone).ShouldBeTrue();
                },
                iter: Iterations
            );

    [Fact]
    public void Quiet_hours_end_within_a_day_at_their_time() =>
        Gen.Select(AtOnce, Instants)
            .Sample(
                (cadence, at) =>
                {
                    if (!cadence.IsQuiet(at))
                    {
                        return;
                    }

                    var end = cadence.QuietEnd(at);

                    (end > at).ShouldBeTrue();
                    (end - at <= TimeSpan.FromHours(26)).ShouldBeTrue();
                    cadence.IsQuiet(end).ShouldBeFalse();
                    IsAt(end, cadence.Quiet!.Value.Until, cadence.Zone).ShouldBeTrue();
                },
                iter: Iterations
            );

    [Fact]
    public void Each_change_is_told_once_in_order_never_while_it_is_quiet_and_no_more_than_once_a_minute() =>
        Gen.Select(AtOnce, Instants, Gen.Select(Gen.Int[0, 400], Gen.Int[0, 2]).Array[1, 60])
            .Sample(
                (cadence, start, happened) =>
                {
                    var messages = Tell(cadence, start, happened);

                    messages
                        .SelectMany(message => message.Sequences)
                        .Order()
                        .ShouldBe(Enumerable.Range(1, happened.Length));
                    messages.ShouldAllBe(message => !cadence.IsQuiet(message.At));
                    messages.ShouldAllBe(message => message.Sequences.SequenceEqual(message.Sequences.Order()));
                    foreach (var partner in Enumerable.Range(0, 3))
                    {
                        var mine = messages.Where(message => message.Partners.Contains(partner)).ToList();
                        mine.SelectMany(message => message.Sequences.Where(one => happened[one - 1].Item2 == partner))
                            .ShouldBeInOrder();
                        mine.Zip(mine.Skip(1))
                            .ShouldAllBe(pair => pair.Second.At - pair.First.At >= Turn.Gathering || pair.First.IsFull);
                    }
                },
                iter: 300
            );

    [Fact]
    public void The_first_change_is_told_at_once_and_what_follows_within_a_minute_in_one_second_message()
    {
        var cadence = new Cadence(TimeZoneInfo.Utc);

        var messages = Tell(cadence, Start, [(0, 0), (10, 0), (20, 0), (29, 0), (100, 0)]);

        messages
            .Select(message => (Seconds: Seconds(message.At), Told: string.Join(' ', message.Sequences)))
            .ShouldBe([(0, "1"), (60, "2 3 4"), (159, "5")]);
    }

    [Fact]
    public void What_gathered_in_the_night_comes_as_one_message_of_all_partners()
    {
        var cadence = new Cadence(TimeZoneInfo.Utc, (new(20, 0), new(7, 0)));

        var messages = Tell(cadence, Start.AddHours(23), [(0, 0), (400, 1), (400, 2), (400, 0)]);

        var message = messages.ShouldHaveSingleItem();
        message.At.ShouldBe(Start.AddHours(31));
        message.Occasion.ShouldBe(Occasion.AfterQuiet);
        message.Sequences.ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void A_digest_of_nothing_is_not_sent() =>
        Turn.Next([], new(TimeZoneInfo.Utc, DigestAt: new(8, 30)), Nothing, Start)
            .ShouldBe(new Turn([], Occasion.Digest, Again: null), new SameTurn());

    [Fact]
    public void What_waits_for_its_announcement_lets_others_go_on_and_what_is_tried_again_does_not()
    {
        var embargoed = Notice(1, Start, due: Start.AddDays(1), Turn.Embargo);
        var failing = Notice(1, Start, due: Start.AddSeconds(30), "502");
        var next = Notice(2, Start);

        Turn.Next([embargoed, next], new(TimeZoneInfo.Utc), Nothing, Start).Notices.ShouldBe([next]);
        Turn.Next([failing, next], new(TimeZoneInfo.Utc), Nothing, Start).Notices.ShouldBeEmpty();
    }

    [Fact]
    public void What_may_have_been_told_already_and_what_was_refused_with_others_go_alone()
    {
        var repeated = Notice(2, Start);
        (repeated.Repeated, repeated.Message) = (true, "m");
        List<NoticeRow> some = [Notice(1, Start, reason: Turn.Alone), repeated, Notice(3, Start), Notice(4, Start)];

        Turn.Next(some, new(TimeZoneInfo.Utc), Nothing, Start).Notices.ShouldBe([repeated]);
        Turn.Next([some[0], some[2]], new(TimeZoneInfo.Utc), Nothing, Start).Notices.ShouldBe([some[0]]);
        Turn.Next([some[2], some[3]], new(TimeZoneInfo.Utc), Nothing, Start).Notices.ShouldBe([some[2], some[3]]);
    }

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static IReadOnlyDictionary<string, DateTimeOffset> Nothing { get; } =
        new Dictionary<string, DateTimeOffset>();

    private static double Seconds(DateTimeOffset at) => (at - Start).TotalSeconds;

    /// <summary>A lane whose courier looks when it is told to, and finds whatever has happened by then.</summary>
    private static List<SentMessage> Tell(Cadence cadence, DateTimeOffset start, (int After, int Partner)[] happened)
    {
        var at = start;
        List<NoticeRow> coming = [];
        foreach (var (after, partner) in happened)
        {
            at = at.AddSeconds(after);
            coming.Add(Notice(coming.Count + 1, at, partner: $"{partner}"));
        }

        var (open, told, sent) = (
            new List<NoticeRow>(),
            new Dictionary<string, DateTimeOffset>(),
            new List<SentMessage>()
        );
        DateTimeOffset? again = null;
        while (coming.Count + open.Count > 0)
        {
            var now = coming is [var first, ..] && !(again < first.CreatedAt) ? first.CreatedAt : again!.Value;
            open.AddRange(coming.Where(notice => notice.CreatedAt <= now));
            coming.RemoveAll(notice => notice.CreatedAt <= now);
            var turn = Turn.Next(open, cadence, told, now);
            if (turn.Notices.Count > 0)
            {
                sent.Add(SentMessage.Of(turn, now));
                open.RemoveAll(turn.Notices.Contains);
                turn.Notices.ToList().ForEach(notice => told[notice.Partner] = now);
            }

            again = turn.Again;
        }

        return sent;
    }

    private static NoticeRow Notice(
        long sequence,
        DateTimeOffset at,
        DateTimeOffset? due = null,
        string? reason = null,
        string partner = "netflix"
    ) =>
        new()
        {
            Recipient = "room:slack:T:C",
            Sequence = sequence,
            Partner = partner,
            State = NoticeState.Pending,
            CreatedAt = at,
            Due = due ?? at,
            Reason = reason,
        };

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    // At that time by the clock, or at the moment to which a clock that skips it goes on.
    private static bool IsAt(DateTimeOffset at, TimeOnly time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        return TimeOnly.FromDateTime(local) == time
            || zone.IsInvalidTime(DateOnly.FromDateTime(local).ToDateTime(time))
            || zone.IsInvalidTime(DateOnly.FromDateTime(local).AddDays(-1).ToDateTime(time));
    }

    private sealed record SentMessage(
        DateTimeOffset At,
        IReadOnlyList<int> Sequences,
        IReadOnlyList<int> Partners,
        Occasion Occasion
    )
    {
        public bool IsFull => Sequences.Count == 20;

        public static SentMessage Of(Turn turn, DateTimeOffset at) =>
            new(
                at,
                [.. turn.Notices.Select(notice => (int)notice.Sequence)],
                [
                    .. turn
                        .Notices.Select(notice =>
                            notice.Partner is "netflix" ? 0 : int.Parse(notice.Partner, CultureInfo.InvariantCulture)
                        )
                        .Distinct(),
                ],
                turn.Occasion
            );
    }

    private sealed class SameTurn : IEqualityComparer<Turn>
    {
        public bool Equals(Turn? one, Turn? other) =>
            one!.Notices.SequenceEqual(other!.Notices) && (one.Occasion, one.Again) == (other.Occasion, other.Again);

        public int GetHashCode(Turn turn) => 0;
    }
}
