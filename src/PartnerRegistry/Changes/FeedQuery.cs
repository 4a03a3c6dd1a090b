using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PartnerRegistry.Http;

namespace PartnerRegistry.Changes;

/// <summary>How the feed is asked for. Each of its members is checked when it is taken.</summary>
internal sealed record FeedQuery(
    [property:
        FromQuery(Name = "order"),
        Description("oldest, which is the order of the commits and needn't be said, or newest first.")
    ]
        string? Order,
    [property:
        FromQuery(Name = "after"),
        Description("The last sequence already seen; 0, or left out, for all. Not with order=newest.")
    ]
        long? After,
    [property: FromQuery(Name = "limit"), Description("How many at most: 1 to 1000, 100 where left out.")] int? Limit,
    [property:
        FromQuery(Name = "wait"),
        Description("How many seconds to wait for a change when there is none: 0 to 60. Not with order=newest.")
    ]
        int? Wait,
    [property: FromQuery(Name = "partner"), Description("Only changes of this partner. With order=newest.")]
        string? Partner,
    [property:
        FromQuery(Name = "from"),
        Description("Only changes from this instant on, such as 2026-11-18T07:05:00Z. With order=newest.")
    ]
        string? From,
    [property: FromQuery(Name = "until"), Description("Only changes before this instant. With order=newest.")]
        string? Until,
    [property:
        FromQuery(Name = "before"),
        Description("Only changes before this sequence: the next of the page before. With order=newest.")
    ]
        long? Before
)
{
    private const int LongestWait = 60;

    private static readonly string[] Precisions =
    [
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Which order it is.</summary>
    /// <exception cref="RegistryProblem">400: there is no such order, or something doesn't go with it.</exception>
    public bool IsNewestFirst =>
        Order switch
        {
            null or "oldest" => Refuse(
                "goes with order=newest alone; add that, or leave it out",
                ("partner", Partner),
                ("from", From),
                ("until", Until),
                ("before", Before)
            ),
            "newest" => !Refuse(
                "does not go with order=newest; leave it out, and go on with before=next",
                ("after", After),
                ("wait", Wait)
            ),
            _ => throw RegistryProblem.Invalid("order", "takes oldest, which is the order without it, or newest"),
        };

    public long Position => Checked("after", After ?? 0, 0, long.MaxValue);

    public int PageSize => (int)Checked("limit", Limit ?? 100, 1, Paging.Largest);

    public TimeSpan Patience => TimeSpan.FromSeconds(Checked("wait", Wait ?? 0, 0, LongestWait));

    /// <exception cref="RegistryProblem">400.</exception>
    public FeedSelection ToSelection()
    {
        if (Partner is { } partner)
        {
            Rules.CheckId("partner", partner);
        }

        return new(
            Partner,
            Instant("from", From),
            Instant("until", Until),
            Before is { } before ? Checked("before", before, 0, long.MaxValue) : null,
            PageSize
        );
    }

    /// <returns>False, where none of them is given.</returns>
    private static bool Refuse(string whatAndHow, params (string Field, object? Value)[] fields)
    {
        var given = fields
            .Where(field => field.Value is not null)
            .ToDictionary(field => field.Field, _ => (string[])[whatAndHow]);
        return given.Count == 0 ? false : throw RegistryProblem.Invalid(given);
    }

    private static long Checked(string field, long value, long smallest, long largest)
    {
        Paging.CheckRange(field, value, smallest, largest);
        return value;
    }

    private static DateTimeOffset? Instant(string field, string? text) =>
        text is null ? null
        : DateTimeOffset.TryParseExact(
            text,
            Precisions,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
        : throw RegistryProblem.Invalid(
            field,
            "takes an instant such as 2026-11-18T07:05:00Z; in an offset such as +07:00, write the plus as %2B"
        );
}
