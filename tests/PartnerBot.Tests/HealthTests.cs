using System.Net;
using PartnerBot.Tests.Registry;

namespace PartnerBot.Tests;

public sealed class HealthTests : IDisposable
{
    private readonly BotHost bot = new();

    public void Dispose() => bot.Dispose();

    [Fact]
    public async Task It_is_live_and_ready_when_database_and_registry_answer()
    {
        (await GetAsync("/health/live")).ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/health/ready")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_the_registry_it_is_live_and_not_ready()
    {
        bot.Registry.List = FakeRegistry.Failing(HttpStatusCode.Unauthorized);

        (await GetAsync("/health/live")).ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/health/ready")).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Probes_do_not_load_the_registry()
    {
        await GetAsync("/health/ready");
        await GetAsync("/health/ready");
        Probes().ShouldBe(1);

        bot.Time.Advance(TimeSpan.FromSeconds(10));
        await GetAsync("/health/ready");
        Probes().ShouldBe(2);

        int Probes() => bot.Registry.Asked.Count(path => path.EndsWith("?limit=1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/slack/events")]
    [InlineData("/api/messages")]
    [InlineData("/")]
    public async Task Platforms_that_are_not_set_up_have_no_routes(string path) =>
        (await GetAsync(path)).ShouldBe(HttpStatusCode.NotFound);

    private async Task<HttpStatusCode> GetAsync(string path)
    {
        using var client = bot.CreateClient();
        using var response = await client.GetAsync(
            new Uri(path, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        return response.StatusCode;
    }
}
