using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Http;

internal static class Health
{
    /// <summary>Whether the database answers.</summary>
    public static async Task<Results<Ok<string>, StatusCodeHttpResult>> ReadyAsync(
        IDbContextFactory<RegistryDb> databases,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken)
            ? TypedResults.Ok("ok")
            : TypedResults.StatusCode(503);
    }
}
