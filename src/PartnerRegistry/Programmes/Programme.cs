using PartnerRegistry.Partners;

namespace PartnerRegistry.Programmes;

/// <summary>The product line a partner would join, with its one checklist. An edit bumps <see cref="Version"/>.</summary>
public sealed class Programme
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public long Version { get; set; }

    public List<Requirement> Requirements { get; init; } = [];
}

public enum RequirementOrigin
{
    Law,
    Regulation,
    ExistingPartners,
}

/// <summary>A line of a programme's checklist: the same for every partner, since it hangs on the programme.</summary>
public sealed class Requirement
{
    public required string ProgrammeId { get; init; }

    public required string Id { get; init; }

    public required Track Track { get; set; }

    public required LocalizedText Title { get; set; }

    public required RequirementOrigin Origin { get; set; }

    /// <summary>Its place in the checklist, from 0.</summary>
    public int Position { get; set; }
}

public enum RequirementStatus
{
    Met,
    Unmet,
    UnderReview,
}

/// <summary>Where one partner stands on one line of its programme's checklist. Without a row it is unmet.</summary>
public sealed class RequirementState
{
    public required string PartnerId { get; init; }

    public required string ProgrammeId { get; init; }

    public required string RequirementId { get; init; }

    public required RequirementStatus Status { get; set; }

    public string? Note { get; set; }
}
