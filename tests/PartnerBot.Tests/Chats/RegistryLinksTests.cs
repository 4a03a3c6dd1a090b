using CsCheck;
using PartnerBot.Chats;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Chats;

public sealed class RegistryLinksTests
{
    [Theory]
    [InlineData("https://registry.test/v1/partners/netflix")]
    [InlineData("https://registry.test/partners/netflix")]
    [InlineData("https://registry.test:443/v1/partners/netflix")]
    [InlineData("HTTPS://Registry.TEST/v1/partners/netflix")]
    [InlineData("https://registry.test/v1/partners/netflix/")]
    [InlineData("https://registry.test/v1/partners/netflix/milestones?limit=5&by=a@example.com")]
    [InlineData("https://registry.test/partners/netflix?tab=1")]
    [InlineData("https://registry.test/partners/netflix#facts")]
    public void A_link_to_a_partner_of_the_registry_is_about_that_partner(string link) =>
        At("https://registry.test").Find(link).ShouldBe(new PartnerId("netflix"));

    [Theory]
    [InlineData("http://registry.test/v1/partners/netflix")]
    [InlineData("https://registry.test:8443/v1/partners/netflix")]
    [InlineData("https://registry.test.evil.example/v1/partners/netflix")]
    [InlineData("https://evil.example/https://registry.test/v1/partners/netflix")]
    [InlineData("https://registry.test@evil.example/v1/partners/netflix")]
    [InlineData("https://somebody@registry.test/v1/partners/netflix")]
    [InlineData("https://@registry.test/v1/partners/netflix")]
    [InlineData("https://a:b@registry.test/v1/partners/netflix")]
    [InlineData("https://registry.test/v1%2Fpartners/netflix")]
    [InlineData("https://registry.test/v1/partners%2fnetflix")]
    [InlineData("https://registry.test/v1/partners/netflix%2fmilestones")]
    [InlineData("https://registry.test/v1/partners/netflix%5c")]
    [InlineData("https://registry.test/v1/partners/netflix%00")]
    [InlineData("https://registry.test/v1/partners/../admin")]
    [InlineData("https://registry.test/v1/partners/netflix/../../../admin")]
    [InlineData("https://registry.test/v1/partners/Netflix")]
    [InlineData("https://registry.test/v1/partners/-netflix")]
    [InlineData("https://registry.test/v1/partners/n\u0435tflix")]
    [InlineData("https://registry.test/v1/partners/net\u202eflix")]
    [InlineData("https://registry.test/v1/partners/")]
    [InlineData("https://registry.test/v1/partners")]
    [InlineData("https://registry.test/v1/partners?after=netflix")]
    [InlineData("https://registry.test/v2/partners/netflix")]
    [InlineData("https://registry.test//v1/partners/netflix")]
    [InlineData("https://registry.test/")]
    [InlineData("/v1/partners/netflix")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///v1/partners/netflix")]
    [InlineData("")]
    [InlineData(null)]
    public void Any_other_link_is_about_none(string? link) => At("https://registry.test").Find(link).ShouldBeNull();

    [Fact]
    public void Longer_than_any_link_or_id_is_about_none()
    {
        var links = At("https://registry.test");
        links.Find($"https://registry.test/v1/partners/netflix?{new string('a', 10_000)}").ShouldBeNull();
        links.Find($"https://registry.test/v1/partners/{new string('a', 64)}").ShouldNotBeNull();
        links.Find($"https://registry.test/v1/partners/{new string('a', 65)}").ShouldBeNull();
    }

    [Theory]
    [InlineData("https://registry.test/bot/v1/partners/netflix", true)]
    [InlineData("https://registry.test/bot/partners/netflix", true)]
    [InlineData("https://registry.test/v1/partners/netflix", false)]
    [InlineData("https://registry.test/Bot/v1/partners/netflix", false)]
    [InlineData("https://registry.test/bots/v1/partners/netflix", false)]
    [InlineData("https://registry.test/bot/../v1/partners/netflix", false)]
    public void Where_the_registry_is_below_a_path_its_links_are_too(string link, bool found) =>
        (At("https://registry.test/bot").Find(link) is not null).ShouldBe(found);

    [Fact]
    public void Before_there_is_a_registry_no_link_is_to_it() =>
        new RegistryLinks(new()).Find("https://registry.test/v1/partners/netflix").ShouldBeNull();

    [Fact]
    public void Whatever_is_written_is_read_without_harm()
    {
        var links = At("https://registry.test");
        Gen.OneOf(Gen.String, Gen.String.Select(text => $"https://registry.test/v1/partners/{text}"))
            .Sample(text => links.Find(text) is not { } id || text.Contains($"/{id}", StringComparison.Ordinal));
    }

    private static RegistryLinks At(string baseUrl)
    {
        var address = new RegistryAddress();
        address.Set(new(baseUrl), key: null);
        return new(address);
    }
}
