using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using PartnerBot.Chats.Http;
using PartnerBot.Storage;

namespace PartnerBot.Chats.Local.Page;

/// <summary>
/// <c>GET /inbox?after=ID&amp;asker=NAME</c>: what NAME is told, as server-sent events that go on until the page or the bot
/// ends. <c>notice</c> is a message, also one that was changed since; <c>ready</c> says that all so far has come; <c>alive</c>
/// that there still is a bot. Source: HTML Standard, "Server-sent events".
/// </summary>
internal sealed class InboxStream(LocalInbox inbox, TimeProvider clock, IHostApplicationLifetime life)
{
    /// <summary>What another process puts into the inbox is seen after so long.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    private const int LooksPerSign = 8;

    /// <exception cref="BadFieldException">It is not an id.</exception>
    public static long IdIn(string? after) =>
        string.IsNullOrEmpty(after) ? 0
        : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : throw new BadFieldException("after", "It is not the id of a message; put one, or leave it out.");

    public IResult Serve(HttpContext http, string? asker, long after) =>
        TypedResults.ServerSentEvents(
            FollowAsync(
                http,
                asker ?? Environment.UserName,
                // A browser that connects anew says itself how far it came.
                Math.Max(after, IdIn(http.Request.Headers["Last-Event-ID"]))
            )
        );

    private async IAsyncEnumerable<SseItem<string>> FollowAsync(
        HttpContext http,
        string person,
        long after,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            http.RequestAborted,
            life.ApplicationStopping
        );
        var shown = new Dictionary<long, string>();
        for (var look = 0; !ends.IsCancellationRequested; look++)
        {
            var changed = inbox.Changed;
            // The wait below is what ends: a look takes a moment only.
            foreach (var row in await inbox.NewestAsync(person, CancellationToken.None))
            {
                var isNew = shown.TryGetValue(row.Id, out var body) ? body != row.Body : row.Id > after;
                shown[row.Id] = row.Body;
                if (isNew)
                {
                    yield return await NoticeAsync(http, row);
                }
            }

            if (look % LooksPerSign == 0)
            {
                yield return new("", look == 0 ? "ready" : "alive");
            }

            await changed.IsDoneWithinAsync(Between, clock, ends.Token);
        }
    }

    private static async Task<SseItem<string>> NoticeAsync(HttpContext http, LocalMessageRow row)
    {
        var html = await PageHtml.RenderAsync<NoticeCard>(
            http,
            (nameof(NoticeCard.Row), row),
            (nameof(NoticeCard.Message), LocalInbox.Read(row))
        );
        return new(html, "notice") { EventId = row.Id.ToString(CultureInfo.InvariantCulture) };
    }
}
