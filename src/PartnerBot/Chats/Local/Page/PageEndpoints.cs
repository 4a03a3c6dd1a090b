using Microsoft.AspNetCore.Components;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;
using PartnerBot.Chats.Http;
using PartnerBot.People;
using PartnerBot.Registry;

namespace PartnerBot.Chats.Local.Page;

/// <summary>
/// The chat in a browser on the developer's own machine: <c>GET /</c> is the page, <c>POST /</c> takes a
/// <see cref="PageQuestion"/> and gives the answer as a piece of HTML, or says as problem+json why there is none;
/// <c>GET /inbox</c> is an <see cref="InboxStream"/>.
/// </summary>
internal static class PageEndpoints
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Inbox = "/inbox";

    public static void MapChatPage(this IEndpointRouteBuilder routes)
    {
        var style = new PageAsset("chat.css", "text/css; charset=utf-8");
        var script = new PageAsset("chat.js", "text/javascript; charset=utf-8");
        var told = new PageAsset("inbox.js", "text/javascript; charset=utf-8");
        var page = routes.MapGroup("").AddEndpointFilter(GuardAsync).DisableAntiforgery();
        page.MapGet("/", ShowAsync);
        page.MapPost("/", AskAsync);
        page.MapGet("/chat.css", style.Serve);
        page.MapGet("/chat.js", script.Serve);
        page.MapGet("/inbox.js", told.Serve);
        page.MapGet(Inbox, Follow);
    }

    private static async ValueTask<object?> GuardAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var http = context.HttpContext;
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        return http.RequestServices.GetRequiredService<AskCaller>().IsDeveloper(http) && IsOwn(http.Request)
            ? await next(context)
            : Problem(
                StatusCodes.Status403Forbidden,
                "This page is for the machine that it runs on, by its own address, such as http://localhost:3978, and only while there are no ApiKeys."
            );
    }

    // Anything may lead here; only the page itself may ask, or read what somebody is told.
    private static bool IsOwn(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
            ? request.Path != Inbox || IsFromHere(request)
            : request.HasJsonContentType() && IsFromHere(request);

    private static bool IsFromHere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].All(site => site is "same-origin" or "none");

    private static IResult Follow(HttpContext http, InboxStream inbox, string? asker = null, string? after = null)
    {
        try
        {
            return inbox.Serve(http, AskRequest.CheckName("asker", asker)?.Trim(), InboxStream.IdIn(after));
        }
        catch (BadFieldException bad)
        {
            return Problem(StatusCodes.Status400BadRequest, $"{bad.Field}: {bad.Message}");
        }
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        Phrasebook phrasebook,
        Locale house,
        string? language = null
    )
    {
        var chosen = phrasebook.Find(language);
        return await HtmlAsync<ChatPage>(
            http,
            (nameof(ChatPage.Words), chosen ?? phrasebook[house.Language]),
            (nameof(ChatPage.Chosen), chosen?.Code),
            (nameof(ChatPage.Asker), Environment.UserName)
        );
    }

    private static async Task<IResult> AskAsync(
        HttpContext http,
        Answerer answerer,
        Phrasebook phrasebook,
        CancellationToken cancellationToken
    )
    {
        if (await AskBody.ReadAsync(http.Request, cancellationToken) is not { } body)
        {
            return Problem(
                StatusCodes.Status413PayloadTooLarge,
                $"The body is larger than {AskBody.Largest / 1024} KB."
            );
        }

        try
        {
            return await AnswerAsync(http, PageQuestion.Parse(body, phrasebook), answerer, cancellationToken);
        }
        catch (BadFieldException bad)
        {
            return Problem(StatusCodes.Status400BadRequest, $"{bad.Field}: {bad.Message}");
        }
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http,
        PageQuestion question,
        Answerer answerer,
        CancellationToken cancellationToken
    )
    {
        var asker = new Asker(LocalPlatform.PlatformName, LocalPlatform.Realm, question.Asker ?? Environment.UserName);
        var asked = new Asked(asker, Conversation: null, question.Text, question.Language, question.TimeZone)
        {
            Name = asker.Id,
        };
        try
        {
            var answer = await answerer.AnswerAsync(asked, cancellationToken);
            return await HtmlAsync<AnswerCard>(http, (nameof(AnswerCard.Message), answer.Message));
        }
        catch (RegistryUnavailableException)
        {
            return Problem(
                StatusCodes.Status503ServiceUnavailable,
                (await answerer.UnavailableAsync(asked, later: false, cancellationToken)).Text
            );
        }
    }

    private static async Task<IResult> HtmlAsync<T>(HttpContext http, params (string Name, object? Value)[] parameters)
        where T : IComponent =>
        Results.Content(await PageHtml.RenderAsync<T>(http, parameters), "text/html; charset=utf-8");

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);
}
