using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>What is wrong with a piece of JSON, and where, in Slack's words.</summary>
internal sealed class Complaints
{
    private readonly List<string> all = [];

    public IReadOnlyList<string> All => all;

    public void Add(string what, string where) => all.Add($"{what} [json-pointer:{where}]");

    /// <summary>Only the properties that exist, and all that must be there: a name ending in <c>!</c>.</summary>
    public void Properties(JsonObject one, string where, params IEnumerable<string> known)
    {
        var names = known.ToList();
        foreach (var needed in names.Where(name => name.EndsWith('!') && one[name[..^1]] is null))
        {
            Add($"missing required field: {needed[..^1]}", where);
        }

        foreach (var (name, _) in one)
        {
            if (name is not "type" && !names.Exists(known => known.TrimEnd('!') == name))
            {
                Add($"invalid additional property: {name}", where);
            }
        }
    }

    /// <summary>Text of 1 to <paramref name="longest"/> characters, where there is one.</summary>
    public void Text(JsonObject one, string name, string where, int longest, int shortest = 1)
    {
        if (one[name] is not { } node)
        {
            return;
        }

        if (one.Text(name) is not { } text)
        {
            Add("must provide a string", $"{where}/{name}");
        }
        else if (text.Length > longest)
        {
            Add($"must be less than {longest + 1} characters", $"{where}/{name}");
        }
        else if (text.Length < shortest)
        {
            Add($"must be more than {shortest - 1} characters", $"{where}/{name}");
        }
    }

    /// <summary>A list of <paramref name="fewest"/> to <paramref name="most"/>, where there is one.</summary>
    public IReadOnlyList<JsonNode?> Items(JsonObject one, string name, string where, int most, int fewest = 1)
    {
        if (one[name] is null)
        {
            return [];
        }

        if (one.List(name) is not { } list)
        {
            Add("must provide an array", $"{where}/{name}");
            return [];
        }

        if (list.Count > most)
        {
            Add($"no more than {most} items allowed", $"{where}/{name}");
        }
        else if (list.Count < fewest)
        {
            Add($"must have at least {fewest} item", $"{where}/{name}");
        }

        return [.. list];
    }

    /// <summary>A text object, where there is one; only plain where <paramref name="isPlain"/>.</summary>
    public void TextObject(JsonNode? node, string where, int longest, bool isPlain)
    {
        if (node is null)
        {
            return;
        }

        if (node is not JsonObject text || text.Text("type") is not ("plain_text" or "mrkdwn"))
        {
            Add("must provide an object with a valid type", where);
            return;
        }

        var isMarked = text.Text("type") is "mrkdwn";
        if (isPlain && isMarked)
        {
            Add("must be a valid plain_text", where);
        }

        Properties(text, where, "text!", isMarked ? "verbatim" : "emoji");
        Text(text, "text", where, longest);
    }

    /// <summary>An address of the web, of 3,000 characters at most.</summary>
    public void Url(JsonObject one, string name, string where)
    {
        Text(one, name, where, 3_000);
        if (
            one.Text(name) is { } text
            && !(Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http")
        )
        {
            Add("must be a valid URL", $"{where}/{name}");
        }
    }
}
