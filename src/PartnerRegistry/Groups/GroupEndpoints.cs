using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Http;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Groups;

/// <param name="Members">Ids of people.</param>
public sealed record GroupView(string Id, string Name, IReadOnlyList<string> Members);

internal static class GroupEndpoints
{
    public static void MapGroups(this RouteGroupBuilder v1) =>
        v1.MapGet("/groups", ListAsync).WithTags("Groups").WithName("ListGroups");

    /// <summary>Named groups of people, by id. They come from an import.</summary>
    public static async Task<Ok<Page<GroupView>>> ListAsync(
        IDbContextFactory<RegistryDb> databases,
        [Description("The page token, the next of the page before.")] string? after = null,
        [Description("How many at most: 1 to 1000.")] int limit = 100,
        CancellationToken cancellationToken = default
    )
    {
        Paging.CheckRange("limit", limit, 1, Paging.Largest);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var groups = after is null ? db.Groups : db.Groups.Where(group => group.Id.CompareTo(after) > 0);
        var oneMore = await groups
            .AsNoTracking()
            .OrderBy(group => group.Id)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            oneMore.ToPage(limit, group => new GroupView(group.Id, group.Name, group.Members), group => group.Id)
        );
    }
}
