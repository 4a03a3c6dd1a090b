using System.Net;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests.Chats.Teams.Extension;

public sealed class LinkTests
{
    private const string Netflix = "http://registry.test/v1/partners/netflix";

    [Theory]
    [InlineData(Netflix, "en-US", "Netflix: negotiating · access closed by us")]
    [InlineData(
        "http://registry.test/partners/netflix?tab=facts#access",
        "id-ID",
        "Netflix: dalam negosiasi · akses kami tutup"
    )]
    public async Task A_link_to_a_partner_becomes_its_card(string url, string locale, string line)
    {
        using var composing = new Composing("Netflix");
        (await composing.LinesAsync(composing.Link(url, locale: locale))).ShouldBe([line]);
    }

    [Theory]
    [InlineData("http://registry.test/v1/partners/nobody")]
    [InlineData("http://registry.test/v1/partners/hidden")]
    [InlineData("https://registry.test/v1/partners/netflix")]
    [InlineData("http://evil.example/v1/partners/netflix")]
    [InlineData("http://registry.test@evil.example/v1/partners/netflix")]
    [InlineData("http://registry.test/v1/partners%2fnetflix")]
    [InlineData("")]
    public async Task Every_other_link_stays_a_link_and_a_restricted_partner_s_too(string url)
    {
        using var composing = new Composing("Netflix");
        composing.Put("hidden", "Hidden", "restricted");
        await ShouldShowNothingAsync(composing, composing.Link(url));
    }

    [Fact]
    public async Task Somebody_who_has_not_installed_the_app_sees_nothing()
    {
        using var composing = new Composing("Netflix");
        await ShouldShowNothingAsync(composing, composing.Link(Netflix, "anonymousQueryLink"));
    }

    [Fact]
    public async Task People_of_other_tenants_see_nothing()
    {
        using var composing = new Composing("Netflix");
        var link = composing.Link(Netflix);
        link["conversation"]!["tenantId"] = "99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee";
        await ShouldShowNothingAsync(composing, link);
    }

    [Fact]
    public async Task While_the_registry_is_down_a_link_stays_a_link()
    {
        using var composing = new Composing("Netflix");
        composing.Registry.Partner = FakeRegistry.Failing(HttpStatusCode.ServiceUnavailable);
        await ShouldShowNothingAsync(composing, composing.Link(Netflix));
    }

    [Fact]
    public async Task Other_things_that_an_extension_may_be_asked_are_not_done()
    {
        using var composing = new Composing("Netflix");
        var (status, _) = await composing.Teams.PostAsync(
            composing.Invoke("submitAction", new System.Text.Json.Nodes.JsonObject())
        );
        status.ShouldBe(HttpStatusCode.NotImplemented);
    }

    private static async Task ShouldShowNothingAsync(Composing composing, System.Text.Json.Nodes.JsonNode link)
    {
        var (status, body) = await composing.Teams.PostAsync(link);
        status.ShouldBe(HttpStatusCode.OK);
        body.ShouldBeNull();
    }
}
