namespace PartnerBot.Asking.Reading;

/// <summary>One place in a sentence where a time of day may begin.</summary>
internal sealed class ClockPlace(ClockLexicon lexicon, Sentence sentence, int first)
{
    private const int HoursInDay = 24;
    private const int Noon = 12;

    // "Jam 1 malam" is after midnight, "jam 1 siang" after noon; "jam 5 malam" and "jam 11 siang" are not.
    private const int LastOfNight = 4;
    private const int LastOfMidday = 6;

    private readonly int start = first;

    private int at = first;

    /// <summary>Of how many words the time is.</summary>
    public int Count => at - start;

    /// <summary>The time that begins here; null where none does.</summary>
    public TimeOnly? Read()
    {
        var led = IsFree && lexicon.IsAt(sentence.Words[at]);
        at += led ? 1 : 0;
        var half = Take(lexicon.Half);
        if (IsContinued(start) || TakeHour() is not var (hour, part, isFull))
        {
            return null;
        }

        var isDotted = IsJoined(at - 1, ".");
        var minute = half ?? TakeMinute(ref part);
        part ??= Take(lexicon.PartOfDay);
        var isShown =
            led
            || part is not null
            || half is not null
            || IsBeforeZone
            || (minute is not null && (isFull || !isDotted));
        return !isShown || IsContinued(at) || (IsFree && minute is null or < 0 && lexicon.IsCounted(sentence.Words[at]))
            ? null
            : ToTime(hour, minute ?? 0, part);
    }

    // "24:00" is midnight, "24:30" nothing.
    private static TimeOnly? ToTime(int hour, int minute, PartOfDay? part)
    {
        var inDay = part switch
        {
            PartOfDay.Morning when hour == Noon => 0,
            PartOfDay.Night when hour == Noon => HoursInDay,
            PartOfDay.Midday when hour is > 0 and <= LastOfMidday => hour + Noon,
            PartOfDay.Night when hour is > LastOfNight and < Noon => hour + Noon,
            PartOfDay.Afternoon when hour < Noon => hour + Noon,
            _ => hour,
        };
        var minutes = (inDay * 60) + minute + (HoursInDay * 60);
        return hour == HoursInDay && minute > 0
            ? null
            : new TimeOnly(minutes % (HoursInDay * 60) * TimeSpan.TicksPerMinute);
    }

    private bool IsBeforeZone => at < sentence.Count && sentence.Tag(at) is "<zone>";

    private bool IsFree => at < sentence.Count && !sentence.IsNamed(at) && sentence.Tag(at) is null;

    // "8", "08", "8pm", "sembilan"; full where it has two digits.
    private (int Hour, PartOfDay? Part, bool IsFull)? TakeHour()
    {
        if (!IsFree)
        {
            return null;
        }

        var key = sentence.Tokens[at].Key;
        var digits = key.TakeWhile(char.IsAsciiDigit).Count();
        if (digits == 0 && lexicon.Numbers.Read(sentence, at, HoursInDay) is var (said, count))
        {
            at += count;
            return (said, null, false);
        }

        var part = digits < key.Length ? lexicon.PartOfDay(key[digits..]) : null;
        if (
            digits > 2
            || (digits < key.Length && part is null)
            || SpokenNumbers.Digits(key[..digits], HoursInDay) is not { } hour
        )
        {
            return null;
        }

        at++;
        return (hour, part, digits == 2);
    }

    // Two digits right after a colon or a full stop, "8.30", "8.30pm"; seconds are passed over.
    private int? TakeMinute(ref PartOfDay? part)
    {
        if ((!IsJoined(at - 1, ":") && !IsJoined(at - 1, ".")) || !IsFree)
        {
            return null;
        }

        var key = sentence.Tokens[at].Key;
        var glued = key.Length > 2 ? lexicon.PartOfDay(key[2..]) : null;
        if ((key.Length is not 2 && glued is null) || SpokenNumbers.Digits(key[..2], 59) is not { } minute)
        {
            return null;
        }

        part ??= glued;
        at++;
        at += IsJoined(at - 1, ":") && sentence.Tokens[at].Key.Length == 2 ? 1 : 0;
        return minute;
    }

    // A number that goes on is a version, an amount or no time at all: "1.2.10", "08:75".
    private bool IsContinued(int place) =>
        place > 0
        && place < sentence.Count
        && (IsJoined(place - 1, ":") || IsJoined(place - 1, ".") || IsJoined(place - 1, ","))
        && char.IsAsciiDigit(sentence.Tokens[place - 1].Key[^1]);

    private bool IsJoined(int place, string sign) =>
        place + 1 < sentence.Count
        && sentence.Between(place) == sign
        && char.IsAsciiDigit(sentence.Tokens[place + 1].Key[0]);

    private T? Take<T>(Func<string, T?> find)
        where T : struct
    {
        for (var count = Math.Min(2, sentence.Count - at); count > 0; count--)
        {
            if (find(string.Join(' ', sentence.Words.AsSpan(at, count))) is { } found && !sentence.IsNamed(at))
            {
                at += count;
                return found;
            }
        }

        return null;
    }
}
