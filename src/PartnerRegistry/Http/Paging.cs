using System.Globalization;

namespace PartnerRegistry.Http;

/// <summary>One page of a list.</summary>
/// <param name="Next">Goes into <c>after=</c> for the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

internal static class Paging
{
    public const int Largest = 1000;

    /// <summary>Makes a page out of one item more than asked for, which tells whether there is a next page.</summary>
    public static Page<TView> ToPage<T, TView>(
        this List<T> oneMore,
        int limit,
        Func<T, TView> view,
        Func<T, string> token
    ) => new([.. oneMore.Take(limit).Select(view)], oneMore.Count > limit ? token(oneMore[limit - 1]) : null);

    public static RegistryProblem BadToken() =>
        RegistryProblem.Invalid("after", "is no page token; take the next of the page before, or leave it out");

    /// <exception cref="RegistryProblem">400, naming the parameter.</exception>
    public static void CheckRange(string parameter, long value, long smallest, long largest)
    {
        if (value < smallest || value > largest)
        {
            throw RegistryProblem.Invalid(
                parameter,
                string.Create(CultureInfo.InvariantCulture, $"takes a number from {smallest} to {largest}")
            );
        }
    }
}
