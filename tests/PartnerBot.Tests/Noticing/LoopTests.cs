using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Telling;
using PartnerBot.People;
using PartnerBot.Storage;
using PartnerBot.Testing;
using PartnerBot.Tests.Chats.Slack.Stand;
using PartnerBot.Tests.Storage;

namespace PartnerBot.Tests.Noticing;

/// <summary>Orders in chat, and what they change of what is told.</summary>
public sealed class LoopTests(PostgresServer server)
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Subscribed_told_and_acknowledged(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.InChargeAsync("sari");
        await host.AddAsync(
            new AccountRow
            {
                Platform = "slack",
                Realm = FakeSlack.Team,
                Id = StandPeople.Sari,
                Person = "sari",
            }
        );
        await host.AskAsync("subscribe netflix");
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent, 2);

        var said = await host.AskAsync("acknowledge netflix");

        said.ShouldContain("Netflix");
        await host.PassAsync(TimeSpan.FromSeconds(1), async db => host.Slack.CallsOf("chat.update").Count == 2);
        var updates = host.Slack.CallsOf("chat.update").ToDictionary(call => call["channel"]!, call => call["text"]!);
        updates[host.ChatOf(StandPeople.Alex)].ShouldContain("Acknowledged by alex");
        updates[host.ChatOf(StandPeople.Sari)].ShouldContain("Acknowledged by alex");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task An_owner_who_is_told_later_sees_who_has_acknowledged_before(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.InChargeAsync("sari");
        await host.AddAsync(
            new AccountRow
            {
                Platform = "slack",
                Realm = FakeSlack.Team,
                Id = StandPeople.Sari,
                Person = "sari",
            },
            new CadenceRow { Recipient = $"account:slack:{FakeSlack.Team}:{StandPeople.Sari}", DigestAt = new(15, 0) }
        );
        await host.AskAsync("subscribe netflix");
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Sent);
        await host.AskAsync("acknowledge netflix");
        await host.PassAsync(TimeSpan.FromSeconds(1), async _ => host.Slack.CallsOf("chat.update").Count == 1);

        await host.PassAsync(TimeSpan.FromHours(1), NoticeState.Sent, 2);

        host.Texts[1].ShouldStartWith("What changed: 1 change.");
        host.Texts[1].ShouldContain("Acknowledged by alex at 14:05.");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task Quiet_hours_hold_what_happens_and_end_with_one_message(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.AskAsync("subscribe netflix");
        await host.AskAsync("quiet 14:00-15:00"); // it is 14:05
        await host.TrackAsync("legal");
        await host.TrackAsync("business");
        await host.WaitingAsync(2);
        await host.PassAsync(TimeSpan.FromMinutes(50));
        host.Posted.ShouldBeEmpty();

        await host.PassAsync(TimeSpan.FromMinutes(6), NoticeState.Sent, 2);

        host.Texts.ShouldHaveSingleItem().ShouldStartWith("What changed while it was quiet: 2 changes.");
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task A_digest_gathers_and_what_is_chosen_anew_counts_at_once(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.AskAsync("subscribe netflix");
        await host.AskAsync("digest daily 16:00");
        await host.TrackAsync("legal");
        await host.UntilAsync(NoticeState.Pending);
        await host.PassAsync(TimeSpan.FromMinutes(5));
        host.Posted.ShouldBeEmpty();

        await host.AskAsync("digest daily 14:30");
        await host.PassAsync(TimeSpan.FromMinutes(21), NoticeState.Sent, 1);

        host.Texts.ShouldHaveSingleItem().ShouldStartWith("What changed: 1 change.");
    }

    [Fact]
    public async Task The_doorbell_wakes_who_waits_and_nothing_that_is_not_signed_is_a_ring()
    {
        await using var host = await ToldHost.StartAsync(
            DatabaseProvider.Sqlite,
            server,
            new(StringComparer.Ordinal) { ["Registry:WebhookSecrets:0"] = Secret }
        );
        await host.SubscribeAsync(ToldHost.Alex);
        await host.Registry.StopAsync();
        await host.PassAsync(TimeSpan.FromMinutes(2)); // the follower pauses for half a minute by now
        await host.Registry.StartAgainAsync();
        await host.TrackAsync("legal");
        var at = host.Time.GetUtcNow();

        (await RingAsync(host, at, "v1,AAAA")).ShouldBe(HttpStatusCode.Unauthorized);
        (await RingAsync(host, at.AddMinutes(-6))).ShouldBe(HttpStatusCode.Unauthorized);
        (await RingAsync(host, at)).ShouldBe(HttpStatusCode.NoContent);
        (await RingAsync(host, at)).ShouldBe(HttpStatusCode.NoContent);

        await host.UntilAsync(NoticeState.Sent);
        host.Posted.Count.ShouldBe(1);
    }

    [Fact]
    public async Task While_the_secret_is_changed_both_are_known_and_no_third()
    {
        var (next, third) = (SecretOf(2), SecretOf(3));
        await using var host = await ToldHost.StartAsync(
            DatabaseProvider.Sqlite,
            server,
            new(StringComparer.Ordinal) { ["Registry:WebhookSecrets:0"] = Secret, ["Registry:WebhookSecrets:1"] = next }
        );
        var at = host.Time.GetUtcNow();

        (await RingAsync(host, at, secret: Secret)).ShouldBe(HttpStatusCode.NoContent);
        (await RingAsync(host, at, secret: next)).ShouldBe(HttpStatusCode.NoContent);
        (await RingAsync(host, at, secret: third)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Without_a_secret_there_is_no_doorbell()
    {
        await using var host = await ToldHost.StartAsync(DatabaseProvider.Sqlite, server);

        (await RingAsync(host, host.Time.GetUtcNow())).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Store.All), MemberType = typeof(Store))]
    public async Task What_could_not_be_read_for_a_while_is_told_at_once_when_it_can(DatabaseProvider provider)
    {
        await using var host = await ToldHost.StartAsync(provider, server);
        await host.SubscribeAsync(ToldHost.Alex);
        await host.RunAsync("""ALTER TABLE "Mute" RENAME TO "Lost" """);
        await host.TrackAsync("legal");
        await host.WaitingAsync(1);

        await host.RunAsync("""ALTER TABLE "Lost" RENAME TO "Mute" """);
        await host.PassAsync(Courier.Often, NoticeState.Sent);

        host.Texts.Count.ShouldBe(1);
    }

    private static string SecretOf(byte one) => $"whsec_{Convert.ToBase64String([.. Enumerable.Repeat(one, 32)])}";

    private static async Task<HttpStatusCode> RingAsync(
        ToldHost host,
        DateTimeOffset at,
        string? signature = null,
        string secret = Secret
    )
    {
        const string Body = """{"type":"registry.changed"}""";
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signed = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"msg_1.{seconds}.{Body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/registry/changed")
        {
            Content = new StringContent(Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("webhook-id", "msg_1");
        request.Headers.Add("webhook-timestamp", seconds);
        request.Headers.TryAddWithoutValidation(
            "webhook-signature",
            signature ?? $"v1,bm90aGluZw== v1,{Convert.ToBase64String(signed)}"
        );
        using var client = host.Bot.CreateClient();
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
