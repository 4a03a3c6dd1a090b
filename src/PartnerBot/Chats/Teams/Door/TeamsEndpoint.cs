using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using PartnerBot.Chats.Http;

namespace PartnerBot.Chats.Teams.Door;

/// <summary>
/// <c>POST /api/messages</c>: Bot Framework activities. 400 for what is none, 401 without a good token, 403 for one that is to
/// be answered elsewhere than at Microsoft's, 413 for more than 256 KB, else 200, for types of activity that are not known too.
/// </summary>
internal static partial class TeamsEndpoint
{
    public static void MapTeams(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/messages", ReceiveAsync).DisableAntiforgery();
        // The playground looks whether anybody is there.
        routes.MapMethods("/api/messages", [HttpMethods.Head], () => Results.Ok());
    }

    private static async Task<IResult> ReceiveAsync(
        HttpContext http,
        TeamsSettings settings,
        ServiceHosts hosts,
        TeamsAdapter adapter,
        TeamsBot bot,
        ILogger<TeamsAdapter> log,
        CancellationToken cancellationToken
    )
    {
        if (settings.AppId is null && !http.Request.IsFromNewcomer())
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (await AskBody.ReadAsync(http.Request, cancellationToken) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (ActivityBody.Read(body) is not { } activity)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (!hosts.Allow(activity.ServiceUrl))
        {
            LogElsewhere(log);
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        try
        {
            var answer = await adapter.ProcessAsync(
                activity,
                http.Request.Headers.Authorization,
                bot,
                cancellationToken
            );
            await HttpHelper.WriteResponseAsync(http.Response, answer);
            return Results.Empty;
        }
        catch (UnauthorizedAccessException exception)
        {
            LogRefused(log, (exception.InnerException ?? exception).GetType().Name);
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }
    }

    [LoggerMessage(
        20,
        LogLevel.Warning,
        "An activity that names a service not on the list was refused; Teams:AllowedServiceHosts adds hosts"
    )]
    private static partial void LogElsewhere(ILogger log);

    [LoggerMessage(21, LogLevel.Warning, "An activity without a good token was refused ({Failure})")]
    private static partial void LogRefused(ILogger log, string failure);
}
