using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>Channels, and what was said in them.</summary>
internal static class ConversationMethods
{
    public static IReadOnlyList<ApiMethod> All { get; } =
    [
        new("conversations.open", Open) { TakesJson = true },
        new("conversations.info", Info),
        new("conversations.members", Members),
        new("conversations.history", History),
        new("conversations.replies", Replies),
    ];

    private static JsonObject Open(ApiCall call)
    {
        call.NeedScope("im:write");
        if (call["channel"] is { } known)
        {
            return Opened(call, call.Channel(known));
        }

        var users = (call["users"] ?? throw StandError.Of("users_list_not_supplied")).Split(',');
        if (users.Length > 1)
        {
            throw new StandError("method_not_supported_for_channel_type");
        }

        var user = call.Team.User(users[0].Trim()) ?? throw new StandError("user_not_found");
        if (user.IsBot)
        {
            throw new StandError("cannot_dm_bot");
        }

        if (user.IsDeleted)
        {
            throw new StandError("user_disabled");
        }

        return Opened(call, call.Team.DirectWith(user.Id));
    }

    private static JsonObject Opened(ApiCall call, StandChannel channel) =>
        new()
        {
            ["channel"] = call.Arguments.Flag("return_im")
                ? channel.Describe(isMember: true, withMembers: false, call.Now)
                : new JsonObject { ["id"] = channel.Id },
        };

    private static JsonObject Info(ApiCall call)
    {
        var channel = Known(call, "read");
        return new JsonObject
        {
            ["channel"] = channel.Describe(
                channel.Has(call.Team.BotUser),
                call.Arguments.Flag("include_num_members"),
                call.Now
            ),
        };
    }

    private static JsonObject Members(ApiCall call)
    {
        var channel = Known(call, "read");
        var (page, next) = Page(call, channel.Members, usual: 100);
        return new JsonObject { ["members"] = JsonReading.Array(page), ["response_metadata"] = Cursor(next) };
    }

    private static JsonObject History(ApiCall call)
    {
        var channel = Readable(call);
        var (page, next) = Page(
            call,
            [.. Between(call, channel).Where(one => one.ThreadTs is null).Reverse()],
            usual: 100
        );
        return Show(call, page, next);
    }

    private static JsonObject Replies(ApiCall call)
    {
        var (channel, ts) = (Readable(call), call.Need("ts"));
        if (!channel.Messages.Exists(message => message.Ts == ts))
        {
            throw new StandError("thread_not_found");
        }

        // The message that the thread hangs on always comes first.
        var head = channel.Messages.Where(message => message.Ts == ts);
        var (page, next) = Page(
            call,
            [.. head, .. Between(call, channel).Where(one => one.ThreadTs == ts)],
            usual: 1000
        );
        return Show(call, page, next);
    }

    private static JsonObject Show(ApiCall call, IReadOnlyList<StandMessage> page, string next) =>
        new()
        {
            ["messages"] = new JsonArray([
                .. page.Select(message => message.Describe(call.Arguments.Flag("include_all_metadata"))),
            ]),
            ["has_more"] = next.Length > 0,
            ["pin_count"] = 0,
            ["response_metadata"] = Cursor(next),
        };

    private static StandChannel Known(ApiCall call, string right)
    {
        var channel = call.Channel(call.Need("channel"));
        call.NeedScope($"{channel.Family}:{right}");
        return channel;
    }

    private static StandChannel Readable(ApiCall call)
    {
        var channel = Known(call, "history");
        return channel.Has(call.Team.BotUser) ? channel : throw new StandError("not_in_channel");
    }

    private static IEnumerable<StandMessage> Between(ApiCall call, StandChannel channel)
    {
        var isInclusive = call.Arguments.Flag("inclusive");
        var (oldest, latest) = (Instant(call, "oldest") ?? 0, Instant(call, "latest") ?? decimal.MaxValue);
        return channel.Messages.Where(message =>
        {
            var ts = Instant(message.Ts)!.Value;
            return isInclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
        });
    }

    private static decimal? Instant(ApiCall call, string argument)
    {
        var given = call[argument];
        return given is null ? null : Instant(given) ?? throw new StandError($"invalid_ts_{argument}");
    }

    private static decimal? Instant(string given) =>
        decimal.TryParse(
            given,
            System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture,
            out var instant
        )
            ? instant
            : null;

    private static (IReadOnlyList<T> Page, string Next) Page<T>(ApiCall call, List<T> all, int usual)
    {
        var limit = call.Arguments.Number("limit", usual);
        if (limit is < 1 or > 1000)
        {
            throw new StandError("invalid_limit");
        }

        var skip = 0;
        if (
            call["cursor"] is { } cursor
            && (
                !cursor.StartsWith("next:", StringComparison.Ordinal)
                || !int.TryParse(cursor["next:".Length..], System.Globalization.CultureInfo.InvariantCulture, out skip)
            )
        )
        {
            throw new StandError("invalid_cursor");
        }

        var next = skip + limit < all.Count ? FormattableString.Invariant($"next:{skip + limit}") : "";
        return ([.. all.Skip(skip).Take(limit)], next);
    }

    private static JsonObject Cursor(string next) => new() { ["next_cursor"] = next };
}
