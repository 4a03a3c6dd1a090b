using System.Net;
using System.Net.Http.Headers;
using PartnerBot.People;

namespace PartnerBot.Chats.Http;

/// <summary>
/// Who calls <c>POST /api/ask</c>. With keys configured, one of them is needed. Without any, only a developer's own machine
/// may ask, and only in a way that a web page opened there can't: a loopback connection, a loopback <c>Host</c> (against
/// DNS rebinding) and a JSON body (which a page of another origin can't send unasked).
/// </summary>
internal sealed class AskCaller(IReadOnlyList<ApiKey> keys, IHostEnvironment environment)
{
    private static readonly string[] LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>The caller; null where nobody may ask like this.</summary>
    public Caller? Identify(HttpContext http) =>
        keys.Count == 0 ? (IsDeveloper(http) ? Caller.Developer : null)
        : Presented(http.Request) is { } presented && ApiKey.Find(keys, presented) is { } key
            ? new(new("api", key.Name, ""), key.Role is ApiRole.Delegate)
        : null;

    private bool IsDeveloper(HttpContext http) =>
        environment.IsDevelopment()
        && LoopbackHosts.Contains(http.Request.Host.Host, StringComparer.OrdinalIgnoreCase)
        && http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && http.Request.HasJsonContentType();

    private static string? Presented(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? header.Parameter
        : request.Headers["X-Api-Key"] is [{ Length: > 0 } key] ? key
        : null;
}

/// <param name="MayNameAsker">Whether it is believed when it says for whom it asks.</param>
internal sealed record Caller(Asker Self, bool MayNameAsker)
{
    public static Caller Developer { get; } =
        new(new("local", Environment.MachineName, Environment.UserName), MayNameAsker: false);

    public Asker As(string? name) => name is null ? Self : Self with { Id = name };
}
