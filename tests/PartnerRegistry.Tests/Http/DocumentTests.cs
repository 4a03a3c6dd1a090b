using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Http;

public sealed class DocumentTests
{
    [Fact]
    public async Task The_document_in_the_repository_is_the_one_that_is_served()
    {
        await using var registry = await TestRegistry.StartAsync();

        var served = (await registry.GetAsync("/openapi.json")).Should(200);

        served.ShouldSay(await File.ReadAllTextAsync(InRepository(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_route_is_in_it()
    {
        await using var registry = await TestRegistry.StartAsync();
        var paths = (await registry.GetAsync("/openapi.json"))["paths"]!;

        var routes = registry
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))
            .SelectMany(route =>
                route
                    .Metadata.GetMetadata<HttpMethodMetadata>()!
                    .HttpMethods.Select(method => (Path: route.RoutePattern.RawText!.TrimEnd('/'), Method: method))
            )
            .ToArray();

        routes.Length.ShouldBeGreaterThan(20);
#pragma warning disable CA1308 // OpenAPI writes methods small.
        routes.ShouldAllBe(route => paths[route.Path]![route.Method.ToLowerInvariant()]!["summary"] != null);
#pragma warning restore CA1308
    }

    [Fact]
    public async Task The_body_of_a_partner_is_described_by_its_fields()
    {
        await using var registry = await TestRegistry.StartAsync();
        var partner = (await registry.GetAsync("/openapi.json"))["paths"]!["/v1/partners/{id}"]!;

        (string Method, string Type)[] bodies =
        [
            ("put", "application/json"),
            ("patch", "application/merge-patch+json"),
        ];
        foreach (var (method, type) in bodies)
        {
            var schema = partner[method]!["requestBody"]!["content"]![type]!["schema"]!;
            ((string?)schema["$ref"]).ShouldBe("#/components/schemas/PartnerBody");
        }
    }

    [Theory]
    [InlineData("Stage", "prospect evaluating negotiating agreed live suspended ended declined")]
    [InlineData("TrackStatus", "not-started in-discussion no-agreement met")]
    [InlineData("RequirementOrigin", "law regulation existing-partners")]
    [InlineData("RequirementStatus", "met unmet under-review")]
    [InlineData(
        "ChangeKind",
        "created stage access track requirement target-date commitment milestone correction announcement confirmation details programme"
    )]
    public async Task Enums_are_words(string schema, string words)
    {
        await using var registry = await TestRegistry.StartAsync();

        var described = (await registry.GetAsync("/openapi.json"))["components"]!["schemas"]![schema]!;

        ((string?)described["type"]).ShouldBe("string");
        string.Join(' ', described["enum"]!.AsArray()).ShouldBe(words);
    }

    private static string InRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PartnerBot.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "manifests", "registry", "openapi.json");
    }
}
