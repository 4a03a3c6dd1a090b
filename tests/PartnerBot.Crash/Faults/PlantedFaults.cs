using PartnerBot.Crash.Checking;
using PartnerBot.CrashHook;

namespace PartnerBot.Crash.Faults;

internal static class PlantedFaults
{
    private const string MoveBookmark = "UPDATE \"Bookmark\"";
    private const string AddNotices = "INSERT INTO \"Notice\"";
    private const string ReadOpen = "ORDER BY o.\"Sequence\"";
    private const string FreeLanes = "\"Owner\" IS NOT NULL";
    private const string Claim = "SET \"Owner\" =";
    private const string Begin = "\"State\" = 'Sending', \"Attempts\"";
    private const string Finish = "\"State\" = value ->> 's'";
    private const string CloseLanes = "\"HeldUntil\" = CAST";
    private const string ClosedUntil = "CASE WHEN \"Arrived\" = .*? THEN (.*?) ELSE (\\S+) END";
    private const string LeasedUntil = "\"LeasedUntil\" <= ";

    public static IReadOnlyList<Fault> All { get; } =
    [
        new(
            "acknowledge before commit",
            Scenes.KilledBeforeCommit,
            [new(MoveBookmark, @"\z", "; COMMIT; BEGIN")],
            Wrong.Lost
        ),
        new(
            "no dedupe",
            Scenes.Change,
            [
                new(MoveBookmark, "SET \"Position\" = @\\w+", "SET \"Position\" = \"Position\""),
                new("INSERT INTO \"Change\"", "INSERT INTO", "INSERT OR REPLACE INTO"),
                new(AddNotices, @"ON CONFLICT.*\z", ""),
                new(AddNotices, @"\A", "DROP INDEX IF EXISTS \"IX_Notice_Recipient_Sequence\"; "),
            ],
            Wrong.Twice
        ),
        new(
            "id > last cursor",
            Scenes.PutOff,
            [
                new(
                    ReadOpen,
                    ReadOpen,
                    "AND o.\"Sequence\" > COALESCE((SELECT MAX(l.\"Sequence\") FROM \"Notice\" AS l WHERE l.\"Recipient\" = each.value AND l.\"State\" = 'Sent'), 0) "
                        + ReadOpen
                ),
            ],
            Wrong.Lost
        ),
        new(
            "what is due goes before what comes first",
            Scenes.PutOffBySame,
            [
                new(
                    ReadOpen,
                    ReadOpen,
                    "AND o.\"Due\" <= CAST((julianday('now') - 1721425.5) * 864000000000 AS INTEGER) " + ReadOpen
                ),
                new(CloseLanes, ClosedUntil, "COALESCE($1, $2 + 10000000)"),
            ],
            Wrong.OutOfOrder
        ),
        new(
            "lease and attempts ignored",
            Scenes.TwoAtOnce,
            [
                new(Claim, " AND \"LeasedUntil\" <= \\S+", ""),
                new(LeasedUntil, " AND l.\"LeasedUntil\" <= @\\w+", ""),
                new(Begin, " AND \"Notice\".\"Attempts\" = CAST\\(value ->> 'a' AS BIGINT\\)", ""),
            ],
            Wrong.Twice
        ),
        new(
            "a lane is closed although something arrived",
            Scenes.ComesMeanwhile,
            [new(CloseLanes, ClosedUntil, "$1")],
            Wrong.Lost
        ),
        new(
            "what was begun is begun again without a look",
            Scenes.KilledBeforeNoting,
            [new(FreeLanes, @"\z", "; UPDATE \"Notice\" SET \"State\" = 'Pending' WHERE \"State\" = 'Sending'")],
            Wrong.Twice,
            Wrong.Unmarked
        ),
        new(
            "what was begun counts as sent",
            Scenes.KilledBeforeSaying,
            [new(FreeLanes, @"\z", "; UPDATE \"Notice\" SET \"State\" = 'Sent' WHERE \"State\" = 'Sending'")],
            Wrong.Lost
        ),
        new(
            "unknown counts as sent",
            Scenes.NeverTaken,
            [new(Finish, Finish, "\"State\" = CASE value ->> 's' WHEN 'Unknown' THEN 'Sent' ELSE value ->> 's' END")],
            Wrong.Lost
        ),
        new(
            "nobody remembers that it is a repeat",
            Scenes.TakenUnsaid,
            [new(Finish, "\"Repeated\" = CAST\\(value ->> 'e' AS BOOLEAN\\)", "\"Repeated\" = FALSE")],
            Wrong.Unmarked
        ),
        new(
            "what was sent is not noted",
            Scenes.ComesMeanwhile,
            [new(Finish, "WHERE \"Notice\"", "WHERE FALSE AND \"Notice\"")],
            Wrong.Lost
        ),
        new(
            "a subscription to one partner counts for all",
            Scenes.TwoPartners,
            [
                new(
                    "FROM \"Subscription\"",
                    "\"s\".\"Partner\", \"s\".\"Recipient\"",
                    "'' AS \"Partner\", \"s\".\"Recipient\""
                ),
                new("FROM \"Subscription\"", "WHERE \"s\".\"Partner\"", "WHERE TRUE OR \"s\".\"Partner\""),
            ],
            Wrong.NotTheirs
        ),
        new(
            "a notice is left out",
            Scenes.TwoPartners,
            [new(AddNotices, "WHERE TRUE", "WHERE CAST(value ->> 's' AS BIGINT) % 2 = 0")],
            Wrong.Lost
        ),
    ];
}
