using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PartnerBot.Crash.Stands;

/// <summary>What was posted in Slack, and what of it somebody is shown who asks.</summary>
internal sealed class SlackArchive
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Kept>> channels = new(StringComparer.Ordinal);
    private long last;

    /// <returns>Its <c>ts</c>, which no other message has.</returns>
    public string Keep(string channel, Sent sent, DateTimeOffset readable)
    {
        lock (gate)
        {
            last = Math.Max(last + 1, (Platforms.Now - DateTimeOffset.UnixEpoch).Ticks / 10);
            var ts = string.Create(CultureInfo.InvariantCulture, $"{last / 1_000_000}.{last % 1_000_000:D6}");
            (channels.TryGetValue(channel, out var kept) ? kept : channels[channel] = []).Add(
                new(ts, sent.Thread, sent.Notice, readable)
            );
            return ts;
        }
    }

    /// <summary>A page of what can be read at that instant, newest first.</summary>
    public JsonObject Read(IFormCollection form, bool isThread, DateTimeOffset at)
    {
        lock (gate)
        {
            return Page(
                [
                    .. channels
                        .GetValueOrDefault($"{form["channel"]}", [])
                        .Where(one => one.ReadableAt <= at)
                        .Where(one => isThread ? one.Thread == form["ts"] || one.Ts == form["ts"] : one.Thread is null)
                        .Where(one => IsWithin(one.Ts, form))
                        .OrderByDescending(one => Number(one.Ts)),
                ],
                form
            );
        }
    }

    private static JsonObject Page(List<Kept> found, IFormCollection form)
    {
        var from = int.TryParse(form["cursor"], CultureInfo.InvariantCulture, out var cursor) ? cursor : 0;
        var limit = int.TryParse(form["limit"], CultureInfo.InvariantCulture, out var most) ? most : 100;
        var withMetadata = form["include_all_metadata"] == "true";
        return new()
        {
            ["ok"] = true,
            ["messages"] = new JsonArray([
                .. found
                    .Skip(from)
                    .Take(limit)
                    .Select(one =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["type"] = "message",
                                ["ts"] = one.Ts,
                                ["metadata"] =
                                    withMetadata && one.Notice is { } id
                                        ? new JsonObject
                                        {
                                            ["event_type"] = "partnerbot_notice",
                                            ["event_payload"] = new JsonObject { ["id"] = id },
                                        }
                                        : null,
                            }
                    ),
            ]),
            ["has_more"] = found.Count > from + limit,
            ["response_metadata"] = new JsonObject
            {
                ["next_cursor"] = found.Count > from + limit ? $"{from + limit}" : "",
            },
        };
    }

    private static bool IsWithin(string ts, IFormCollection form) =>
        (form["oldest"] is not [{ Length: > 0 } oldest] || Number(ts) >= Number(oldest))
        && (form["latest"] is not [{ Length: > 0 } latest] || Number(ts) <= Number(latest));

    private static decimal Number(string ts) => decimal.Parse(ts, CultureInfo.InvariantCulture);

    private sealed record Kept(string Ts, string? Thread, string? Notice, DateTimeOffset ReadableAt);
}
