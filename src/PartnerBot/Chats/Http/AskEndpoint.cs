using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Http;

/// <summary>
/// <c>POST /api/ask</c>: a question as JSON, answered as <see cref="AskReply"/>. Whatever is wrong is answered as
/// problem+json that names the field and how to mend it.
/// </summary>
internal static class AskEndpoint
{
    public static void MapAsk(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/ask", AskAsync).DisableAntiforgery();

    private static async Task<IResult> AskAsync(
        HttpContext http,
        AskCaller callers,
        Answerer answerer,
        Phrasebook phrasebook,
        CancellationToken cancellationToken
    )
    {
        if (callers.Identify(http) is not { } caller)
        {
            return Unauthorized(http);
        }

        if (!http.Request.HasJsonContentType())
        {
            return Problem(
                StatusCodes.Status415UnsupportedMediaType,
                "The body is not marked as JSON; send the header Content-Type: application/json."
            );
        }

        if (await AskBody.ReadAsync(http.Request, cancellationToken) is not { } body)
        {
            return Problem(
                StatusCodes.Status413PayloadTooLarge,
                $"The body is larger than {AskBody.Largest / 1024} KB; a question has at most {AskRequest.LongestText:N0} characters."
            );
        }

        try
        {
            return await AnswerAsync(AskRequest.Parse(body, phrasebook), caller, answerer, cancellationToken);
        }
        catch (BadFieldException bad)
        {
            return Results.ValidationProblem(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { [bad.Field] = [bad.Message] },
                detail: $"{bad.Field}: {bad.Message}"
            );
        }
    }

    private static async Task<IResult> AnswerAsync(
        AskRequest request,
        Caller caller,
        Answerer answerer,
        CancellationToken cancellationToken
    )
    {
        if (request.Asker is not null && !caller.MayNameAsker)
        {
            return Problem(
                StatusCodes.Status403Forbidden,
                "This key may not say who asks; leave out asker, or use a key with the role delegate."
            );
        }

        var asked = new Asked(caller.As(request.Asker), request.Conversation, request.Text, request.Language);
        try
        {
            var answer = await answerer.AnswerAsync(asked, cancellationToken);
            return Results.Json(AskReply.Of(answer), AskJson.Web.AskReply);
        }
        catch (RegistryUnavailableException)
        {
            return Problem(
                StatusCodes.Status503ServiceUnavailable,
                (await answerer.UnavailableAsync(asked, later: false, cancellationToken)).Text
            );
        }
    }

    private static IResult Unauthorized(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem(
            StatusCodes.Status401Unauthorized,
            "A key is needed; send one of ApiKeys as Authorization: Bearer KEY or X-Api-Key: KEY."
        );
    }

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);
}
