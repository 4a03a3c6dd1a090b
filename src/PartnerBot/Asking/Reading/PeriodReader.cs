using System.Globalization;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Asking.Reading;

/// <summary>Finds a period in a sentence: "since monday", "minggu ini", "7 hari terakhir", "in october".</summary>
internal sealed class PeriodReader
{
    private readonly Dictionary<string, Part> parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PeriodUnit> units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PeriodUnit> singles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> weekdays = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> months = new(StringComparer.Ordinal);

    [Flags]
    private enum Part
    {
        None = 0,
        Since = 1,
        This = 2,
        Previous = 4,
        Rolling = 8,
        Ago = 16,
        Today = 32,
        Yesterday = 64,
        From = 128,
        Early = 256,
        Until = 512,
    }

    public PeriodReader(IReadOnlyList<Words> languages)
    {
        foreach (var words in languages.Select(language => language.File.Reading.Periods))
        {
            Learn(words);
        }
    }

    /// <summary>The period and the words it stands in; null where there is none. A later one is passed over.</summary>
    public (Period Period, int Start, int Count)? Find(Sentence sentence, DateTimeOffset now, TimeZoneInfo zone)
    {
        var calendar = new Calendar(now, zone);
        for (var at = 0; at < sentence.Count; at++)
        {
            if (!sentence.IsNamed(at) && new Place(this, sentence, at).Read(calendar) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private void Learn(PeriodWords words)
    {
        foreach (
            var (said, part) in ((IReadOnlyList<string>, Part)[])
                [
                    (words.Since, Part.Since),
                    (words.From, Part.From),
                    (words.Early, Part.Early),
                    (words.Until, Part.Until),
                    (words.This, Part.This),
                    (words.Previous, Part.Previous),
                    (words.Rolling, Part.Rolling),
                    (words.Ago, Part.Ago),
                    (words.Today, Part.Today),
                    (words.Yesterday, Part.Yesterday),
                ]
        )
        {
            foreach (var word in said)
            {
                parts[word] = parts.GetValueOrDefault(word) | part;
            }
        }

        foreach (var (number, value) in words.Numbers)
        {
            numbers[number] = value;
        }

        Learn(words.Units, units);
        Learn(words.OneUnit, singles);
        Learn(words.Weekdays, weekdays);
        Learn(words.Months, months);
    }

    private static void Learn(
        IReadOnlyDictionary<PeriodUnit, IReadOnlyList<string>> said,
        Dictionary<string, PeriodUnit> known
    )
    {
        foreach (var (unit, word) in said.SelectMany(unit => unit.Value.Select(word => (unit.Key, word))))
        {
            known[word] = unit;
        }
    }

    private static void Learn(IReadOnlyList<IReadOnlyList<string>> said, Dictionary<string, int> known)
    {
        foreach (var (index, words) in said.Index())
        {
            foreach (var word in words)
            {
                known[word] = index;
            }
        }
    }

    /// <summary>One place in a sentence where a period may begin.</summary>
    private sealed class Place(PeriodReader reader, Sentence sentence, int start)
    {
        private int at;

        public (Period Period, int Start, int Count)? Read(Calendar calendar)
        {
            at = start;
            var since = Take(Part.Since);
            var from = !since && Take(Part.From);
            SkipUnit();
            var period =
                ReadDay(calendar, since || from) ?? ReadUnit(calendar, since) ?? ReadDate(calendar, since || from);
            return period is null ? null : (period, start, at - start);
        }

        // "hari senin", "bulan oktober", "early october"
        private void SkipUnit()
        {
            at += at + 1 < sentence.Count && reader.parts.GetValueOrDefault(Word) is Part.Early ? 1 : 0;
            var names = at + 1 < sentence.Count && reader.units.ContainsKey(Word) ? sentence.Words[at + 1] : "";
            at += reader.weekdays.ContainsKey(names) || reader.months.ContainsKey(names) ? 1 : 0;
        }

        // "today", "since yesterday", "monday", "since last monday", "kemarin senin"
        private Period? ReadDay(Calendar calendar, bool since)
        {
            var from = at;
            var yesterday = Take(Part.Yesterday);
            Take(Part.Previous | Part.This);
            if (at < sentence.Count && reader.weekdays.TryGetValue(Word, out var weekday))
            {
                at++;
                Take(Part.Previous | Part.This | Part.Yesterday);
                return calendar.Day(calendar.Last(weekday), since);
            }

            at = from + (yesterday ? 1 : 0);
            return yesterday ? calendar.Day(calendar.Today.AddDays(-1), since)
                : Take(Part.Today) ? calendar.Day(calendar.Today, since)
                : null;
        }

        // "this week", "minggu lalu", "last 7 days", "7 hari terakhir", "3 days ago", "seminggu terakhir"
        private Period? ReadUnit(Calendar calendar, bool since)
        {
            var from = at;
            var before = TakeAny(Part.This | Part.Previous | Part.Rolling);
            var number = TakeNumber();
            if (at >= sentence.Count)
            {
                at = from;
                return null;
            }

            if (reader.singles.TryGetValue(Word, out var unit) && number is null)
            {
                number = 1;
            }
            else if (!reader.units.TryGetValue(Word, out unit))
            {
                at = from;
                return null;
            }

            at++;
            var after = TakeAny(Part.This | Part.Previous | Part.Rolling | Part.Ago);
            if (
                calendar.Of(
                    unit,
                    number,
                    IsAny(before | after, Part.This),
                    IsAny(before | after, Part.Rolling),
                    IsAny(after, Part.Ago),
                    IsAny(before | after, Part.Previous),
                    since
                ) is
                { } period
            )
            {
                return period;
            }

            at = from;
            return null;
        }

        // "20 november", "november 20", "since september", "2026-11-20"
        private Period? ReadDate(Calendar calendar, bool since)
        {
            var from = at;
            var day = TakeDigits(1, 31);
            var last = day is null ? null : TakeLastDay();
            if (
                at < sentence.Count
                && reader.months.TryGetValue(Word, out var month)
                && (day is not null || since || IsWhole())
            )
            {
                at++;
                day ??= TakeDigits(1, 31);
                var year = TakeDigits(2000, 2100);
                Take(Part.Previous | Part.This | Part.Yesterday);
                return last is null
                    ? calendar.Date(year, month + 1, day, since)
                    : calendar.Days(year, month + 1, day!.Value, last.Value);
            }

            at = from;
            return ReadIso(calendar, since);
        }

        // "10 to 15 november", "antara 10 dan 15 november", "10-15 november"
        private int? TakeLastDay()
        {
            var from = at;
            var ranges = Take(Part.Until) || sentence.Between(at - 1).Trim() is "-" or "–";
            var day = ranges && at < sentence.Count ? TakeDigits(1, 31) : null;
            if (day is null || at >= sentence.Count || !reader.months.ContainsKey(Word))
            {
                at = from;
                return null;
            }

            return day;
        }

        private Period? ReadIso(Calendar calendar, bool since)
        {
            var from = at;
            if (
                TakeDigits(2000, 2100) is { } year
                && TakeDigits(1, 12) is { } month
                && TakeDigits(1, 31) is { } day
                && day <= DateTime.DaysInMonth(year, month)
            )
            {
                return calendar.Day(new(year, month, day), since);
            }

            at = from;
            return null;
        }

        // A month's name can be another word: "may", "mar". Alone it counts where a preposition or "month" leads to it.
        private bool IsWhole() => Word.Length > 3 && at > 0;

        private string Word => sentence.Words[at];

        private bool Take(Part part)
        {
            var taken = at < sentence.Count && IsAny(PartOf(at), part);
            at += taken ? 1 : 0;
            return taken;
        }

        private Part TakeAny(Part part)
        {
            var found = at < sentence.Count ? PartOf(at) & part : Part.None;
            at += found is Part.None ? 0 : 1;
            return found;
        }

        private int? TakeNumber()
        {
            if (at >= sentence.Count)
            {
                return null;
            }

            var value = reader.numbers.TryGetValue(Word, out var said) ? said : Digits(1, 999);
            at += value is null ? 0 : 1;
            return value;
        }

        private int? TakeDigits(int least, int most)
        {
            var value = at < sentence.Count ? Digits(least, most) : null;
            at += value is null ? 0 : 1;
            return value;
        }

        private int? Digits(int least, int most) =>
            int.TryParse(Word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
                ? number
                : null;

        private Part PartOf(int place) =>
            reader.parts.GetValueOrDefault(sentence.Words[place])
            | reader.parts.GetValueOrDefault(sentence.Tokens[place].Key);

        private static bool IsAny(Part parts, Part wanted) => (parts & wanted) is not Part.None;
    }
}
