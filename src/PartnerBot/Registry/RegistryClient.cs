namespace PartnerBot.Registry;

/// <summary>The partner registry over HTTP.</summary>
public sealed class RegistryClient
{
    /// <summary>One partner; null where the registry knows none of that id.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    public Task<Reading<Partner>?> FindPartnerAsync(PartnerId id, CancellationToken cancellationToken) =>
        throw new RegistryUnavailableException($"{id} can't be read yet");
}
