namespace PartnerBot.Crash.Checking;

/// <summary>
/// Compares the registry's feed with what the platforms got. Everybody is told once of what they asked for and may know, and in
/// order. What became of a message is unknown where the platform didn't say, or the bot was killed before it could note it: only
/// then may it be told again, on Slack if it couldn't be read yet when the bot looked for it, on Teams once and marked.
/// </summary>
public static class Checker
{
    /// <summary>How long the bot has for noting what the platform said.</summary>
    /// <summary>So many times something may be said of which nobody knew whether it was.</summary>
    private const int MostInDoubt = 5;

    public static readonly TimeSpan Noting = TimeSpan.FromSeconds(5);

    public static Report Check(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var findings = new List<Finding>();
        var (expected, told, late, repeats) = (0, 0, 0, 0);
        var posts = evidence
            .Posts.Where(post => post.IsThere)
            .OrderBy(post => post.At)
            .ToLookup(post => post.Recipient);
        foreach (var recipient in posts.Select(one => one.Key).Union(evidence.Wishes.Select(wish => wish.Recipient)))
        {
            var theirs = Theirs(evidence, recipient);
            var received = Received(posts[recipient]);
            findings.AddRange(
                received
                    .Keys.Where(code => !theirs.ContainsKey(code))
                    .Select(code => new Finding(Wrong.NotTheirs, recipient, code))
            );
            findings.AddRange(OutOfOrder(recipient, posts[recipient], theirs));
            foreach (var (code, times) in received)
            {
                var again = Again(evidence, recipient, code, times);
                findings.AddRange(again.Findings);
                (late, repeats) = (late + again.Late, repeats + again.Repeats);
            }

            if (!evidence.Wishes.Any(wish => wish.Recipient == recipient && wish.IsRefused))
            {
                var lost = theirs.Keys.Where(code => !received.ContainsKey(code)).ToList();
                findings.AddRange(
                    lost.Select(code => new Finding(Wrong.Lost, recipient, code, Trace(evidence, recipient, code)))
                );
                (expected, told) = (expected + theirs.Count, told + theirs.Count - lost.Count);
            }
        }

        return new(findings, expected, told, late, repeats);
    }

    private static Dictionary<string, FeedChange> Theirs(Evidence evidence, string recipient)
    {
        var wishes = evidence.Wishes.Where(wish => wish.Recipient == recipient).ToList();
        return evidence
            .Feed.Where(change =>
                !change.IsRestricted && wishes.Exists(wish => wish.Partner is null || wish.Partner == change.Partner)
            )
            .ToDictionary(change => change.Code, StringComparer.Ordinal);
    }

    private static Dictionary<string, List<Post>> Received(IEnumerable<Post> posts)
    {
        var received = new Dictionary<string, List<Post>>(StringComparer.Ordinal);
        foreach (var post in posts)
        {
            foreach (var code in post.Codes)
            {
                (received.TryGetValue(code, out var times) ? times : received[code] = []).Add(post);
            }
        }

        return received;
    }

    private static IEnumerable<Finding> OutOfOrder(
        string recipient,
        IEnumerable<Post> posts,
        Dictionary<string, FeedChange> theirs
    )
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var code in posts.SelectMany(post => post.Codes).Where(code => theirs.ContainsKey(code) && seen.Add(code))
        )
        {
            var change = theirs[code];
            if (last.TryGetValue(change.Partner, out var before) && before > change.Sequence)
            {
                yield return new(Wrong.OutOfOrder, recipient, code, $"{change.Partner}: after {before}");
            }

            last[change.Partner] = Math.Max(before, change.Sequence);
        }
    }

    private static (List<Finding> Findings, int Late, int Repeats) Again(
        Evidence evidence,
        string recipient,
        string code,
        List<Post> times
    )
    {
        var findings = new List<Finding>();
        var (late, repeats) = (0, 0);
        for (var index = 1; index < times.Count; index++)
        {
            var (before, again) = (times[index - 1], times[index]);
            if (!IsUnknown(evidence, before))
            {
                findings.Add(new(Wrong.Twice, recipient, code, $"{before.At:O} and {again.At:O}"));
            }
            else if (before.IsSlack)
            {
                var looked = evidence.Looks.Where(look =>
                    look.Recipient == recipient && look.At > before.At && look.At < again.At
                );
                if (looked.Select(look => look.At).DefaultIfEmpty(DateTimeOffset.MaxValue).Max() < before.ReadableAt)
                {
                    late++;
                }
                else
                {
                    findings.Add(
                        new(
                            Wrong.Twice,
                            recipient,
                            code,
                            $"{before.At:O} and {again.At:O}, readable {before.ReadableAt:O}"
                        )
                    );
                }
            }
            else if (!again.IsMarked)
            {
                findings.Add(new(Wrong.Unmarked, recipient, code, $"{again.At:O}"));
            }
            else if (index >= MostInDoubt)
            {
                findings.Add(new(Wrong.Endless, recipient, code, $"{again.At:O}"));
            }
            else
            {
                repeats++;
            }
        }

        return (findings, late, repeats);
    }

    private static bool IsUnknown(Evidence evidence, Post post) =>
        post.Reply is not Reply.Taken
        || evidence.Deaths.Any(death =>
            death.Process == post.Process && death.At >= post.At && death.At <= post.RepliedAt + Noting
        );

    // What is known of it, for who looks for the cause.
    private static string Trace(Evidence evidence, string recipient, string code) =>
        string.Join(
            "; ",
            evidence
                .Posts.Where(post => post.Recipient == recipient && post.Codes.Contains(code))
                .Select(post => $"{post.At:O} {post.Reply}{(post.IsMarked ? " marked" : "")}")
        );
}
