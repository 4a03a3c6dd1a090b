using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>Each person's Home tab and stack of modals.</summary>
internal sealed class Views
{
    private readonly Dictionary<string, JsonObject> homes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<JsonObject>> stacks = new(StringComparer.Ordinal);

    public JsonObject? Home(string user) => homes.GetValueOrDefault(user);

    /// <summary>The modals that lie over each other before somebody, the topmost last.</summary>
    public IReadOnlyList<JsonObject> Modals(string user) => stacks.GetValueOrDefault(user) ?? [];

    public JsonObject? Top(string user) => Modals(user) is [.., var top] ? top : null;

    public JsonObject? Find(string? id, string? externalId) =>
        stacks
            .Values.SelectMany(stack => stack)
            .Concat(homes.Values)
            .FirstOrDefault(view =>
                id is not null
                    ? view.Text("id") == id
                    : externalId is { Length: > 0 } && view.Text("external_id") == externalId
            );

    /// <summary>Before whom a view lies.</summary>
    public string? Holder(string id) =>
        stacks
            .Concat(homes.Select(home => KeyValuePair.Create<string, List<JsonObject>>(home.Key, [home.Value])))
            .Where(one => one.Value.Exists(view => view.Text("id") == id))
            .Select(one => one.Key)
            .FirstOrDefault();

    public void Show(string user, JsonObject home) => homes[user] = home;

    public void Open(string user, JsonObject modal) => stacks[user] = [modal];

    public void Push(string user, JsonObject modal)
    {
        if (!stacks.TryGetValue(user, out var stack))
        {
            stacks[user] = stack = [];
        }

        stack.Add(modal);
    }

    public void Replace(string id, JsonObject view)
    {
        foreach (var stack in stacks.Values)
        {
            var place = stack.FindIndex(one => one.Text("id") == id);
            if (place >= 0)
            {
                stack[place] = view;
            }
        }

        foreach (var (user, home) in homes.ToList())
        {
            if (home.Text("id") == id)
            {
                homes[user] = view;
            }
        }
    }

    /// <summary>Takes the topmost modal away, or all.</summary>
    public void Close(string user, bool all)
    {
        if (stacks.TryGetValue(user, out var stack) && stack.Count > 0)
        {
            stack.RemoveRange(all ? 0 : stack.Count - 1, all ? stack.Count : 1);
        }
    }
}
