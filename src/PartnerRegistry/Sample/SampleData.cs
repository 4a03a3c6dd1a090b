using System.Text.Json.Nodes;
using PartnerRegistry.Exchange;

namespace PartnerRegistry.Sample;

/// <summary>
/// Data to try the product with, labelled as such wherever it shows. What it says of Netflix, HOOQ and iflix on IndiHome stands
/// in a report by Suara.com; the standing of all others is made up.
/// </summary>
internal sealed class SampleData(Importer importer, TimeProvider clock)
{
    private const string Resource = "indihome.json";
    private static readonly TimeSpan SinceConfirmed = TimeSpan.FromDays(6);

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var resource = typeof(SampleData).Assembly.GetManifestResourceStream(Resource)!;
        var document = (await JsonNode.ParseAsync(resource, cancellationToken: cancellationToken))!;
        var partners = document["partners"]!.AsArray();
        // So that the sample is as old whenever it is loaded.
        partners.Single(partner => (string?)partner!["id"] == "netflix")!["lastConfirmed"] =
            clock.GetUtcNow() - SinceConfirmed;
        var report = await importer.ImportAsync(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString())),
            FileFormat.Json,
            new("sample"),
            progress: null,
            cancellationToken
        );
        if (!report.IsKept)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, report.Problems.Texts));
        }
    }
}
