namespace PartnerBot.Chats.Http;

/// <summary>A header of which a request has one.</summary>
internal static class SingleHeader
{
    /// <returns>Null where it is missing; there twice, it says nothing either.</returns>
    public static string? HeaderOf(this HttpRequest request, string name) =>
        request.Headers[name] is [{ } value] ? value : null;
}
