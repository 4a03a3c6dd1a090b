namespace PartnerBot.Registry;

/// <summary>Every partner's names, so that words can be read as partners without a question to the registry.</summary>
public sealed class PartnerDirectory
{
    /// <summary>All partners, by name.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public Task<Reading<IReadOnlyList<PartnerSummary>>> ReadAsync(CancellationToken cancellationToken) =>
        throw new RegistryUnavailableException("The directory can't be read yet");
}
