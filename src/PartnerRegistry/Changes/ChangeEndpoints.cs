using Microsoft.AspNetCore.Http.HttpResults;
using PartnerRegistry.Http;

namespace PartnerRegistry.Changes;

internal static class ChangeEndpoints
{
    public static void MapChanges(this RouteGroupBuilder v1) =>
        v1.MapGet("/changes", ReadAsync).WithTags("Changes").WithName("ReadChanges");

    /// <summary>
    /// The change feed. In commit order and without gaps; follow it with <c>after=next</c>. Or with <c>order=newest</c> from its
    /// end, narrowed to a partner or a span of time; go on with <c>before=next</c>.
    /// </summary>
    public static async Task<Ok<ChangePage>> ReadAsync(
        ChangeFeed feed,
        [AsParameters] FeedQuery query,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            query.IsNewestFirst
                ? await feed.ReadNewestAsync(query.ToSelection(), cancellationToken)
                : await feed.ReadAsync(
                    query.Position,
                    query.PageSize,
                    query.Patience,
                    lifetime.ApplicationStopping,
                    cancellationToken
                )
        );
}
