using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using PartnerBot.People;
using PartnerBot.Storage;

namespace PartnerBot.Tests.Chats.Teams.Door;

/// <summary>The door of Teams, and what got through it.</summary>
public sealed class Doorway : IDisposable
{
    // Keys are endorsed for many channels.
    public Doorway()
        : this(new FakeMicrosoft { Endorsements = ["msteams", "webchat", "slack", "emulator"] }) { }

    internal Doorway(FakeMicrosoft microsoft, Dictionary<string, string?>? settings = null) =>
        Teams = new(new BotHost(settings ?? []) { Microsoft = microsoft, Time = Clock });

    internal NotingClock Clock { get; } = new();

    internal TeamsHost Teams { get; }

    internal FakeMicrosoft Microsoft => Teams.Microsoft;

    internal IReadOnlyList<string> Log => Teams.Bot.Log.All;

    /// <summary>A question that is answered without the registry.</summary>
    /// <param name="service">Where it says that it is to be answered; null leaves that out.</param>
    internal JsonObject Help(string? service = FakeMicrosoft.ServiceUrl)
    {
        var activity = Teams.Message("help");
        activity["serviceUrl"] = service;
        return activity;
    }

    /// <summary>The header with a good token, but for the change.</summary>
    internal string Bearer(Action<SecurityTokenDescriptor>? change = null) =>
        $"Bearer {Microsoft.Token(TimeProvider.System.GetUtcNow(), change)}";

    /// <summary>The header with a token that names that service.</summary>
    internal string BearerOf(string service) => Bearer(token => token.Claims["serviceurl"] = service);

    internal async Task<HttpStatusCode> PostAsync(string body, string? authorization) =>
        (await Teams.PostAsync(Encoding.UTF8.GetBytes(body), authorization)).Status;

    /// <summary>Posts it, and looks that it is answered like that, that nothing came of it and that it was logged once.</summary>
    internal async Task RefusesAsync(JsonNode activity, string? authorization, HttpStatusCode with)
    {
        var (sent, logged, stored) = (Microsoft.Posted.Count, Log.Count, await StoredAsync());

        (await PostAsync(activity.ToJsonString(), authorization)).ShouldBe(with);

        Microsoft.Posted.Count.ShouldBe(sent);
        (await StoredAsync()).ShouldBe(stored);
        var line = Log.Skip(logged).ShouldHaveSingleItem();
        line.ShouldStartWith("Warning: An activity ");
        line.Length.ShouldBeLessThan(200);
        if (authorization?.Split(' ').Last() is { Length: > 6 } token)
        {
            line.ShouldNotContain(token);
        }
    }

    /// <summary>Until it is noted who spoke, and as whom; time that passes before would end that.</summary>
    internal Task NotedAsync() => Teams.Bot.Services.GetRequiredService<Speakers>().IdleAsync();

    /// <summary>How much is remembered.</summary>
    internal async Task<int> StoredAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var db = await Teams
            .Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>()
            .CreateDbContextAsync(cancel);
        return await db.TeamsConversations.CountAsync(cancel)
            + await db.LaterAnswers.CountAsync(cancel)
            + await db.Told.CountAsync(cancel);
    }

    /// <summary>What is to be answered later.</summary>
    internal async Task<IReadOnlyList<LaterAnswerRow>> LaterAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var db = await Teams
            .Bot.Services.GetRequiredService<IDbContextFactory<PartnerBotDb>>()
            .CreateDbContextAsync(cancel);
        return await db.LaterAnswers.AsNoTracking().ToListAsync(cancel);
    }

    public void Dispose() => Teams.Dispose();
}
