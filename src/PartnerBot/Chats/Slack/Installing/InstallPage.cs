using System.Net;
using PartnerBot.Asking;
using PartnerBot.Asking.Languages;

namespace PartnerBot.Chats.Slack.Installing;

/// <summary>The one sentence that an installation ends with, in the browser's language where it is known.</summary>
internal sealed class InstallPage(Phrasebook phrasebook, Locale locale)
{
    private const int LongestName = 80;

    // It runs nothing, loads nothing and stands in no other page.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public IResult Say(HttpRequest request, string key, int status, string? workspace = null)
    {
        var words = Words(request);
        request.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        var name = PlainText.Shorten(PlainText.Clean(workspace ?? "Slack"), LongestName);
        var (title, text) = (Encoded(words["app-name"]), Encoded(words[key, name]));
        return Results.Content(
            $$"""
            <!doctype html>
            <html lang="{{words.Code}}">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{title}}</title>
            <style>
              :root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif }
              body { max-width: 36rem; margin: 15vh auto; padding: 0 1.5rem }
            </style>
            <h1>{{title}}</h1>
            <p>{{text}}</p>
            </html>
            """,
            "text/html; charset=utf-8",
            statusCode: status
        );
    }

    private Words Words(HttpRequest request) =>
        phrasebook.First(
            locale,
            [
                .. request
                    .GetTypedHeaders()
                    .AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
                    .Select(language => language.Value.Value),
            ]
        );

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
