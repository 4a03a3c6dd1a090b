using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Http;

/// <summary>The registry as a command has it inside, which asks and never edits.</summary>
public sealed class OnlyReadsTests
{
    [Theory]
    [InlineData("/v1/partners", 200)]
    [InlineData("/v1/partners/netflix", 404)]
    [InlineData("/v1/partners/netflix/milestones", 404)]
    [InlineData("/v1/changes?order=newest", 200)]
    public async Task What_a_question_needs_is_answered(string path, int status)
    {
        await using var registry = await StartAsync();

        var reply = (await registry.GetAsync(path)).Should(status);

        if (status == 404)
        {
            reply.ShouldRefuse(
                404,
                with: "There is no partner \"netflix\". GET /v1/partners lists them; PUT creates one."
            );
        }
    }

    [Theory]
    [InlineData("PUT", "/v1/partners/netflix", 405)]
    [InlineData("POST", "/v1/partners/netflix/milestones", 405)]
    [InlineData("GET", "/v1/groups", 404)]
    [InlineData("GET", "/openapi.json", 404)]
    public async Task What_it_does_not_need_is_not_there(string method, string path, int status)
    {
        await using var registry = await StartAsync();

        (await registry.SendAsync(method, path, method == "GET" ? null : """{"name":"Netflix"}""")).Should(status);
    }

    private static Task<TestRegistry> StartAsync() =>
        TestRegistry.StartAsync(change: hosting => hosting with { OnlyReads = true });
}
