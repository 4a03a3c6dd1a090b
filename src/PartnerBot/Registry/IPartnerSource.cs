namespace PartnerBot.Registry;

/// <summary>
/// What can be read of the registry, whoever asks. Topics read it through <see cref="Asking.VisiblePartners"/> alone, which
/// knows who asks. Tests put partners of their own here.
/// </summary>
public interface IPartnerSource
{
    /// <summary>One partner; null where the registry knows none of that id.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    Task<Reading<Partner>?> FindAsync(PartnerId id, CancellationToken cancellationToken);

    /// <summary>A partner's milestones, newest first, with those that were corrected; null where the registry knows no such partner, or lists none.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    Task<Reading<IReadOnlyList<Milestone>>?> MilestonesAsync(PartnerId id, CancellationToken cancellationToken);

    /// <summary>Changes, newest first; null from a registry that keeps no feed.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now.</exception>
    Task<Reading<ChangePage>?> ChangesAsync(ChangeQuery query, CancellationToken cancellationToken);

    /// <summary>All partners' names and what a list needs of them, from memory.</summary>
    /// <exception cref="RegistryUnavailableException">Not read now, and never before.</exception>
    Task<Reading<PartnerList>> DirectoryAsync(CancellationToken cancellationToken);

    /// <summary>Looks for partners newer than the directory, within a moment and without reading it all each time.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);
}
