using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using PartnerRegistry.Http;

namespace PartnerRegistry.Changes;

internal static class ChangeEndpoints
{
    private const int LongestWait = 60;

    public static void MapChanges(this RouteGroupBuilder v1) =>
        v1.MapGet("/changes", ReadAsync).WithTags("Changes").WithName("ReadChanges");

    /// <summary>The change feed, in commit order and without gaps. Follow it with <c>after=next</c>.</summary>
    public static async Task<Ok<ChangePage>> ReadAsync(
        ChangeFeed feed,
        IHostApplicationLifetime lifetime,
        [Description("The last sequence already seen; 0 for all.")] long after = 0,
        [Description("How many at most: 1 to 1000.")] int limit = 100,
        [Description("How many seconds to wait for a change when there is none: 0 to 60.")] int wait = 0,
        CancellationToken cancellationToken = default
    )
    {
        Paging.CheckRange("after", after, 0, long.MaxValue);
        Paging.CheckRange("limit", limit, 1, Paging.Largest);
        Paging.CheckRange("wait", wait, 0, LongestWait);
        return TypedResults.Ok(
            await feed.ReadAsync(
                after,
                limit,
                TimeSpan.FromSeconds(wait),
                lifetime.ApplicationStopping,
                cancellationToken
            )
        );
    }
}
