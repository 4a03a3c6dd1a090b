namespace PartnerRegistry.Http;

internal static class Routes
{
    /// <summary>A route that creates: editors only, with <c>Idempotency-Key</c>.</summary>
    public static RouteHandlerBuilder MapCreate(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes
            .MapEdit(pattern, handler, HttpMethods.Post)
            .WithMetadata(new TakesHeader("Idempotency-Key", "The same key with the same request creates once."));

    /// <summary>A route that edits: editors only.</summary>
    public static RouteHandlerBuilder MapEdit(
        this IEndpointRouteBuilder routes,
        string pattern,
        Delegate handler,
        params string[] methods
    ) =>
        routes
            .MapMethods(pattern, methods, handler)
            .RequireAuthorization(KeyAuthentication.Editor)
            .WithMetadata(new TakesHeader("X-On-Behalf-Of", "Who makes the change, as the feed shall say."))
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(409);

    /// <summary>An edit of something with an <c>ETag</c>.</summary>
    public static RouteHandlerBuilder IfMatch(this RouteHandlerBuilder route) =>
        route
            .WithMetadata(new TakesHeader("If-Match", "Edits only the version that was read: its ETag."))
            .ProducesProblem(412);
}

/// <summary>A request header, for the OpenAPI document.</summary>
internal sealed record TakesHeader(string Name, string Description);
