using PartnerBot.Crash.Checking;

namespace PartnerBot.Crash;

/// <summary>What came out of a run.</summary>
/// <param name="Limited">How often a platform answered 429.</param>
/// <param name="Impatient">How often it was asked again before the time it had given.</param>
internal sealed record Outcome(
    int Seed,
    Report Report,
    Evidence Evidence,
    int Limited,
    int Impatient,
    IReadOnlyList<string> Complaints,
    TimeSpan Took
)
{
    public IReadOnlyDictionary<string, int> KillsByPoint { get; } =
        Evidence.Deaths.GroupBy(death => death.Point).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Writes down what the platforms got, for who looks for the cause.</summary>
    public Task WriteAsync(string file) =>
        File.WriteAllLinesAsync(
            file,
            Evidence
                .Posts.Select(post =>
                    $"{post.At:O} {post.Recipient} {post.Process} {post.Reply} {(post.IsThere ? "there" : "not there")} {(post.IsMarked ? "marked" : "")} {string.Join(", ", post.Codes)}"
                )
                .Concat(Evidence.Looks.Select(look => $"{look.At:O} {look.Recipient} look"))
                .Concat(Evidence.Deaths.Select(death => $"{death.At:O} {death.Process} killed at {death.Point}"))
                .Order(StringComparer.Ordinal)
        );

    public override string ToString()
    {
        var posts = Evidence.Posts.Where(post => post.Codes.Count > 0).ToList();
        return $"""
            seed {Seed}, {Took:hh\:mm\:ss}: {Evidence.Feed.Count:N0} changes, {posts.Count:N0} messages, {posts.Count(
                post => post.Reply is Reply.Nothing
            ):N0} with unknown outcome, {Limited} times 429 ({Impatient} too soon), {Evidence.Looks.Count} looks
            {Evidence.Deaths.Count} kills: {string.Join(
                ", ",
                KillsByPoint.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}")
            )}
            {Report}
            """;
    }
}
