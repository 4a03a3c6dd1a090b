using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>What stands behind a <c>response_url</c>: where and for whom answers are shown, five times within 30 minutes.</summary>
internal sealed record ResponseTarget(Workspace Team, StandChannel Channel, string User, DateTimeOffset Ends)
{
    /// <summary>The message whose button was pressed, which answers may replace or delete.</summary>
    public string? Ts { get; init; }

    public int Uses { get; set; }
}

/// <summary>An answer that came to a <c>response_url</c>.</summary>
internal sealed record ResponseUse(Uri Url, JsonObject Body, int Status, string Answer);

/// <summary>The addresses that answers are sent to later.</summary>
internal sealed class ResponseUrls(FakeSlack slack)
{
    private const int Most = 5;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly Dictionary<string, ResponseTarget> all = new(StringComparer.Ordinal);

    /// <summary>All that came, refused or not.</summary>
    public Recorded<ResponseUse> Uses { get; } = new();

    /// <summary>Answers in place of Slack; null is as if all were well.</summary>
    public Func<JsonObject, StandAnswer?> Answer { get; set; } = _ => null;

    /// <summary>Gives a new one out.</summary>
    public Uri New(Workspace team, StandChannel channel, string user, string? ts = null) =>
        slack.InTurn(() =>
        {
            var id = slack.NewId("R");
            all[id] = new(team, channel, user, slack.Clock.GetUtcNow() + Life) { Ts = ts };
            return new Uri(slack.HooksAddress, $"response/{id}");
        });

    /// <summary>The answers to one of them.</summary>
    public IReadOnlyList<ResponseUse> Of(Uri url) => [.. Uses.All.Where(use => use.Url == url)];

    /// <summary>Until one is answered for the <paramref name="nth"/> time.</summary>
    public Task<ResponseUse> UsedAsync(Uri url, int nth = 1) => Uses.WaitAsync(use => use.Url == url, nth);

    internal async Task AnswerAsync(HttpContext http, string id)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        var isJson =
            http.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) is true;
        var body = isJson && JsonReading.TryParse(text, out var node) ? node as JsonObject : null;
        var given = body is null ? new StandAnswer(400, "invalid_payload", "text/plain") : Answer(body);
        var answer = given ?? slack.InTurn(() => Show(id, body!));
        if (!answer.Hangs)
        {
            Uses.Add(new(new(slack.HooksAddress, $"response/{id}"), body ?? [], answer.Status, answer.Body));
        }

        await FakeSlack.WriteAsync(http, answer);
    }

    private StandAnswer Show(string id, JsonObject body)
    {
        if (!all.TryGetValue(id, out var target))
        {
            return new(404, "no_service", "text/plain");
        }

        if (target.Ends <= slack.Clock.GetUtcNow())
        {
            return new(404, "expired_url", "text/plain");
        }

        if (target.Uses >= Most)
        {
            return new(404, "used_url", "text/plain");
        }

        try
        {
            Apply(slack, target, body);
            target.Uses++;
            return new(200, "ok", "text/plain");
        }
        catch (StandError error)
        {
            return new(error.Code is "is_archived" ? 410 : 400, error.Code, "text/plain");
        }
    }

    /// <summary>Shows an answer as it asks to be shown: anew, or in place of the message that it answers, or by taking it away.</summary>
    public static void Apply(FakeSlack slack, ResponseTarget target, JsonObject body)
    {
        if (target.Channel.IsArchived)
        {
            throw new StandError("is_archived");
        }

        if (body.Flag("delete_original"))
        {
            Messages(target)?.RemoveAll(message => message.Ts == target.Ts);
            return;
        }

        var isForAll = body.Text("response_type") is "in_channel";
        var read = MessageRules.Read(slack, body, target.Channel.Id) with
        {
            User = target.Team.BotUser,
            Team = target.Team.Id,
            IsOfBot = true,
            OnlyFor = isForAll ? null : target.User,
            ThreadTs = body.Text("thread_ts"),
        };
        if (body.Flag("replace_original") && Messages(target) is { } old)
        {
            var place = old.FindIndex(message => message.Ts == target.Ts);
            old[place] = read with
            {
                Ts = old[place].Ts,
                OnlyFor = old[place].OnlyFor,
                ThreadTs = old[place].ThreadTs,
                Metadata = old[place].Metadata,
                Edits = old[place].Edits + 1,
            };
            return;
        }

        (isForAll ? target.Channel.Messages : target.Channel.Ephemerals).Add(read);
    }

    // Where the message that is answered is, if it is still there.
    private static List<StandMessage>? Messages(ResponseTarget target) =>
        new[] { target.Channel.Messages, target.Channel.Ephemerals }.FirstOrDefault(all =>
            all.Exists(message => message.Ts == target.Ts)
        );
}
