using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Teams;

/// <summary>Who Microsoft says the members of chats are.</summary>
internal sealed class FakeMembers
{
    private readonly ConcurrentDictionary<string, JsonObject> known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> asked = new();

    /// <summary>What it answers instead; null is as if all were well.</summary>
    public HttpStatusCode? Failure { get; set; }

    /// <summary>The ids that were asked about, in order.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    /// <summary>Somebody as the directory has them.</summary>
    public void Put(Employee who, string? email, string? signIn = null, string role = "user", string? tenant = null) =>
        known[who.Id] = new()
        {
            ["id"] = $"29:{who.Id}",
            ["name"] = who.Name,
            ["objectId"] = who.Id,
            ["aadObjectId"] = who.Id,
            ["email"] = email,
            ["userPrincipalName"] = signIn,
            ["tenantId"] = tenant ?? FakeMicrosoft.Tenant,
            ["userRole"] = role,
        };

    public Task<HttpResponseMessage> AnswerAsync(string id)
    {
        asked.Enqueue(id);
        return Task.FromResult<HttpResponseMessage>(
            Failure is { } status ? Error(status, "Failure")
            : known.TryGetValue(id, out var member) ? new(HttpStatusCode.OK) { Content = JsonContent.Create(member) }
            : Error(HttpStatusCode.NotFound, "MemberNotFoundInConversation")
        );
    }

    private static HttpResponseMessage Error(HttpStatusCode status, string code) =>
        new(status) { Content = JsonContent.Create(new { error = new { code, message = "No." } }) };
}
