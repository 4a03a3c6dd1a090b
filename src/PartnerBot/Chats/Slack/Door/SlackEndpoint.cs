using PartnerBot.Chats.Http;

namespace PartnerBot.Chats.Slack.Door;

/// <summary>
/// <c>POST /slack/commands</c>, <c>/slack/events</c>, <c>/slack/interactions</c> and <c>/slack/options</c>, each of which takes
/// everything that Slack sends: 401 for what it didn't sign, 400 for what can't be read, 413 for more than 256 KB, 503 for what
/// could not be kept and is to be delivered again, else 200.
/// </summary>
internal static partial class SlackEndpoint
{
    private static readonly string[] Routes = ["commands", "events", "interactions", "options"];

    public static void MapSlackDoor(this IEndpointRouteBuilder routes)
    {
        foreach (var route in Routes)
        {
            routes.MapPost($"/slack/{route}", ReceiveAsync).DisableAntiforgery();
        }
    }

    private static async Task<IResult> ReceiveAsync(
        HttpContext http,
        SlackSettings settings,
        SlackReceiver receiver,
        TimeProvider clock,
        ILogger<SlackReceiver> log,
        CancellationToken cancellationToken
    )
    {
        if (await AskBody.ReadAsync(http.Request, cancellationToken) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var check = SlackSignature.Check(
            settings.SigningSecret!,
            http.Request.HeaderOf(SlackSignature.TimestampHeader),
            http.Request.HeaderOf(SlackSignature.SignatureHeader),
            body.Span,
            clock.GetUtcNow()
        );
        if (check is not SignatureCheck.Valid)
        {
            LogRefused(log, check);
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        return SlackDelivery.Read(body, http.Request.ContentType) switch
        {
            null => Results.StatusCode(StatusCodes.Status400BadRequest),
            SlackDelivery.Happened { Callback: { Type: "url_verification", Challenge: { } challenge } } => Results.Text(
                challenge
            ),
            var delivery => Answer(await receiver.ReceiveAsync(delivery, cancellationToken)),
        };
    }

    private static IResult Answer(SlackReply reply) =>
        reply.Refusal is not null ? Results.StatusCode(StatusCodes.Status400BadRequest)
        : !reply.IsAccepted ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
        : reply.Json is { } json ? Results.Bytes(json, "application/json; charset=utf-8")
        : Results.Ok();

    [LoggerMessage(48, LogLevel.Warning, "A request that Slack did not sign was refused ({Check})")]
    private static partial void LogRefused(ILogger log, SignatureCheck check);
}
