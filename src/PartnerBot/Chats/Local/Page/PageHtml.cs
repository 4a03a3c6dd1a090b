using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace PartnerBot.Chats.Local.Page;

/// <summary>Pieces of the page.</summary>
internal static class PageHtml
{
    public static async Task<string> RenderAsync<T>(HttpContext http, params (string Name, object? Value)[] parameters)
        where T : IComponent
    {
        var services = http.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var given = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(given))).ToHtmlString()
        );
    }
}
