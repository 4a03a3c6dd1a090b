using PartnerBot.Chats.Http;
using PartnerBot.Registry;
using PartnerRegistry.Webhooks;

namespace PartnerBot.Noticing.Following;

/// <summary>
/// <c>POST /registry/changed</c>: the registry says that it has changed, signed after the Standard Webhooks specification. 401
/// for what it didn't sign with one of the secrets within five minutes, 413 for more than 256 KB, else 204. What it says is not
/// read, so that a ring that is lost, doubled or played again changes nothing.
/// </summary>
internal static partial class DoorbellEndpoint
{
    public static void MapDoorbell(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/registry/changed", RingAsync).DisableAntiforgery();

    private static async Task<IResult> RingAsync(
        HttpContext http,
        RegistrySettings settings,
        Signal<RegistryFollower> doorbell,
        TimeProvider clock,
        ILogger<RegistryFollower> log,
        CancellationToken cancellationToken
    )
    {
        if (await AskBody.ReadAsync(http.Request, cancellationToken) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var isSigned = StandardWebhooks.IsSigned(
            settings.DoorbellKeys,
            http.Request.HeaderOf("webhook-id"),
            http.Request.HeaderOf("webhook-timestamp"),
            http.Request.HeaderOf("webhook-signature"),
            body.Span,
            clock.GetUtcNow()
        );
        if (!isSigned)
        {
            LogRefused(log);
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        doorbell.Give();
        return Results.NoContent();
    }

    [LoggerMessage(
        65,
        LogLevel.Warning,
        "A ring at /registry/changed was refused: it is not signed with Registry:WebhookSecrets, or its time is not now"
    )]
    private static partial void LogRefused(ILogger log);
}
