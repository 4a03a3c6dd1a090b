using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Chats;
using PartnerBot.Chats.Teams;

namespace PartnerBot.Tests.Chats.Teams.Door;

public sealed class ServiceUrlTests(Doorway door) : IClassFixture<Doorway>
{
    private static readonly TeamsPlace Place = new(
        FakeMicrosoft.Tenant,
        "a:chat",
        "person",
        Team: null,
        FakeMicrosoft.ServiceUrl,
        "28:bot"
    );

    public static TheoryData<string> Elsewhere =>
        [
            "https://evil.test/",
            "http://smba.trafficmanager.net/apac/",
            "ftp://smba.trafficmanager.net/",
            "file:///etc/passwd",
            "/apac/",
            "//smba.trafficmanager.net/apac/",
            "smba.trafficmanager.net",
            "",
            " ",
            "https://",
            "https://127.0.0.1/",
            "https://localhost/",
            "http://localhost:3978/",
            "https://10.0.0.5/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://169.254.169.254/latest/meta-data/",
            "https://2130706433/",
            "https://0x7f000001/",
            "https://0177.0.0.1/",
            "https://smba.trafficmanager.net@evil.test/",
            "https://user@smba.trafficmanager.net/",
            "https://user:secret@smba.trafficmanager.net/",
            "https://evil.trafficmanager.net/",
            "https://apac.smba.trafficmanager.net/",
            "https://smba.trafficmanager.net.evil.test/",
            "https://evil-smba.trafficmanager.net/",
            "https://smba.trafficmanager.net:8443/apac/",
            "https://smba.trafficmanager.net:80/apac/",
            "https://smba.trafficmanager.net./apac/",
            "https://smbа.trafficmanager.net/apac/",
            "https://xn--smb-7cd.trafficmanager.net/apac/",
            "https://smba.trafficmanager.net%2eevil.test/",
            "https://smba.trafficmanager.net\\.evil.test/",
            "https://smba.trafficmanager.net/apac/?to=https://evil.test/",
            "https://smba.trafficmanager.net/apac/#part",
            "https://smba.trafficmanager.net/\r\nHost: evil.test",
            "https://smba.trafficmanager.net/" + new string('a', 10_000),
        ];

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public Task Nothing_is_answered_to_a_service_that_is_not_Microsofts(string service) =>
        door.RefusesAsync(door.Help(service), door.BearerOf(service), HttpStatusCode.Forbidden);

    [Fact]
    public async Task An_activity_that_names_no_service_is_refused()
    {
        await door.RefusesAsync(door.Help(service: null), door.Bearer(), HttpStatusCode.Forbidden);
        var activity = door.Help();
        activity.Remove("serviceUrl");
        await door.RefusesAsync(activity, door.Bearer(), HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/teams/")]
    [InlineData("https://smba.trafficmanager.net/apac/aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee/")]
    [InlineData("https://smba.trafficmanager.net:443/emea")]
    [InlineData("https://SMBA.TrafficManager.net/amer/")]
    [InlineData("https://smba.onyx.prod.teams.trafficmanager.net/")]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/gcc/")]
    [InlineData("https://smba.infra.gov.teams.microsoft.us/")]
    [InlineData("https://smba.infra.dod.teams.microsoft.us/")]
    [InlineData("https://frontend.botapi.msg.infra.teams.microsoftonline.cn/")]
    public async Task Each_of_Microsofts_services_gets_its_answers(string service)
    {
        var sent = door.Microsoft.Messages.Count;

        (await door.PostAsync(door.Help(service).ToJsonString(), door.BearerOf(service))).ShouldBe(HttpStatusCode.OK);

        door.Microsoft.Messages.Skip(sent)
            .ShouldHaveSingleItem()
            .Address.AbsoluteUri.ShouldStartWith(new Uri(service).AbsoluteUri);
    }

    [Theory]
    [InlineData("https://teams.house.example/", true)]
    [InlineData("https://TEAMS.house.example:443/v/", true)]
    [InlineData("https://10.0.0.5:8443/", true)]
    [InlineData("https://smba.trafficmanager.net/apac/", true)]
    [InlineData("http://teams.house.example/", false)]
    [InlineData("https://teams.house.example:8443/", false)]
    [InlineData("https://other.house.example/", false)]
    [InlineData("https://teams.house.example.evil.test/", false)]
    [InlineData("https://user@teams.house.example/", false)]
    [InlineData("https://10.0.0.5/", false)]
    [InlineData("https://10.0.0.6:8443/", false)]
    public async Task A_setting_adds_a_host_and_only_that_one(string service, bool answered)
    {
        using var own = Owning();

        if (!answered)
        {
            await own.RefusesAsync(own.Help(service), own.BearerOf(service), HttpStatusCode.Forbidden);
            return;
        }

        (await own.PostAsync(own.Help(service).ToJsonString(), own.BearerOf(service))).ShouldBe(HttpStatusCode.OK);
        own.Microsoft.Messages.ShouldHaveSingleItem().Address.Host.ShouldBe(new Uri(service).Host);
    }

    [Theory]
    [InlineData("https://teams.house.example/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("not an address")]
    [InlineData("")]
    public async Task What_was_stored_when_the_list_was_another_gets_nothing(string stored)
    {
        var connector = door.Teams.Bot.Services.GetRequiredService<TeamsConnector>();
        var sent = door.Microsoft.Posted.Count;
        var place = Place with { ServiceUrl = stored };
        var cancel = TestContext.Current.CancellationToken;

        Delivery[] became =
        [
            await connector.SendAsync(place, Outgoing.Of("words"), replyTo: null, cancel),
            await connector.UpdateAsync(place, "message", Outgoing.Of("words"), cancel),
            await connector.OpenAsync(place, "person", cancel),
        ];

        became.ShouldAllBe(one => one == new Delivery(DeliveryOutcome.Refused, null, null, "service"));
        door.Microsoft.Posted.Count.ShouldBe(sent);
    }

    private static Doorway Owning() =>
        new(
            new FakeMicrosoft(),
            new(StringComparer.Ordinal)
            {
                ["Teams:AllowedServiceHosts:0"] = "teams.house.example",
                ["Teams:AllowedServiceHosts:1"] = "10.0.0.5:8443",
            }
        );
}
