using PartnerRegistry.Changes;

namespace PartnerRegistry.Sample;

/// <summary>Made-up data to try the product with, labelled as such wherever it shows.</summary>
internal sealed class SampleData(Edits edits)
{
    public Task LoadAsync(CancellationToken cancellationToken) =>
        edits.RunAsync("sample", silent: true, _ => Task.FromResult(0), cancellationToken);
}
