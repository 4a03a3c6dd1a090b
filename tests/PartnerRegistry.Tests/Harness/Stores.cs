using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace PartnerRegistry.Tests.Harness;

/// <summary>Runs a test on both stores.</summary>
public sealed class StoresAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    ) => new([new TheoryDataRow<StoreKind>(StoreKind.Sqlite), new TheoryDataRow<StoreKind>(StoreKind.Postgres)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
