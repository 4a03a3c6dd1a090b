using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Changes;
using PartnerRegistry.Http;
using PartnerRegistry.Milestones;
using PartnerRegistry.Programmes;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Partners;

/// <summary>What can be done to a partner. Each sets what differs and records it, so that doing it again changes nothing.</summary>
internal static class PartnerEdits
{
    /// <exception cref="RegistryProblem">400 when the programme does not exist.</exception>
    public static async Task<Partner> CreateAsync(
        this Edit edit,
        string id,
        PartnerBody body,
        CancellationToken cancellationToken
    )
    {
        var programmes = await edit
            .Db.Programmes.Include(programme => programme.Requirements)
            .OrderBy(programme => programme.Id)
            .Take(2)
            .ToListAsync(cancellationToken);
        return await edit.CreateAsync(
            id,
            body with
            {
                Programme = body.Programme ?? (programmes.Count == 1 ? programmes[0].Id : null),
            },
            body.Programme is null && programmes.Count == 1 ? programmes[0] : null,
            cancellationToken
        );
    }

    /// <param name="edit">Creates it.</param>
    /// <param name="id">A slug.</param>
    /// <param name="body">With the programme that the partner joins.</param>
    /// <param name="joins">That programme where nobody chose it; it is not told as a change then.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RegistryProblem">400 when the programme does not exist.</exception>
    public static async Task<Partner> CreateAsync(
        this Edit edit,
        string id,
        PartnerBody body,
        Programme? joins,
        CancellationToken cancellationToken
    )
    {
        var partner = new Partner
        {
            Id = id,
            Name = body.Name!,
            Negotiation = new()
            {
                PartnerId = id,
                Programme = joins,
                ProgrammeId = joins?.Id,
            },
        };
        edit.Db.Add(partner);
        edit.Record(partner, ChangeKind.Created, null, null, partner.Name);
        await edit.ApplyAsync(partner, body, cancellationToken);
        return partner;
    }

    /// <summary>Makes the partner say what <paramref name="body"/> says.</summary>
    /// <exception cref="RegistryProblem">400 when the programme does not exist.</exception>
    public static async Task ApplyAsync(
        this Edit edit,
        Partner partner,
        PartnerBody body,
        CancellationToken cancellationToken
    )
    {
        var before = PartnerBody.Of(partner);
        await edit.MoveAsync(partner, body.Programme, cancellationToken);
        partner.Name = body.Name!;
        partner.Aliases = [.. body.Aliases ?? []];
        partner.Visibility = body.Visibility ?? Visibility.Internal;
        partner.RestrictedTo = new(body.RestrictedTo?.People ?? [], body.RestrictedTo?.Groups ?? []);
        partner.Negotiation.Stage = body.Stage ?? Stage.Prospect;
        partner.Negotiation.TargetDate = body.TargetDate;
        partner.Negotiation.Owner = body.Owner;
        partner.Negotiation.Managers = [.. body.Managers ?? []];
        RecordDifferences(edit, partner, before, edit.Add(partner, body.Milestone));
    }

    public static void SetTrack(
        this Edit edit,
        Partner partner,
        Track track,
        TrackState state,
        MilestoneBody? milestone
    )
    {
        var before = partner.Negotiation.On(track);
        partner.Negotiation.Set(track, state);
        var came = edit.Add(partner, milestone);
        edit.RecordIf(partner, ChangeKind.Track, EnumWords.Of(track), before.Status, state.Status, came);
        edit.RecordIf(partner, ChangeKind.Details, $"{EnumWords.Of(track)}.note", before.Note, state.Note, null);
    }

    public static void SetAccess(
        this Edit edit,
        Partner partner,
        Network network,
        AccessState? access,
        MilestoneBody? milestone
    )
    {
        var negotiation = partner.Negotiation;
        var before = network is Network.Own ? negotiation.OwnAccess : negotiation.OthersAccess;
        if (network is Network.Own)
        {
            negotiation.OwnAccess = access;
        }
        else
        {
            negotiation.OthersAccess = access;
        }

        edit.RecordIf(partner, ChangeKind.Access, EnumWords.Of(network), before, access, edit.Add(partner, milestone));
    }

    /// <exception cref="RegistryProblem">404 when the programme's checklist has no such line.</exception>
    public static void SetRequirement(this Edit edit, Partner partner, string id, RequirementStateBody body)
    {
        var negotiation = partner.Negotiation;
        if (negotiation.Programme?.Requirements.Find(line => line.Id == id) is not { } line)
        {
            throw RegistryProblem.NotFound(
                "requirement",
                id,
                "A partner has the lines of its programme's checklist and no others."
            );
        }

        var state = negotiation.Requirements.Find(known =>
            known.RequirementId == id && known.ProgrammeId == line.ProgrammeId
        );
        var (before, note) = (state?.Status ?? RequirementStatus.Unmet, state?.Note);
        if (state is null)
        {
            state = new()
            {
                PartnerId = partner.Id,
                ProgrammeId = line.ProgrammeId,
                RequirementId = id,
                Status = before,
            };
            negotiation.Requirements.Add(state);
        }

        (state.Status, state.Note) = (body.Status!.Value, body.Note);
        edit.RecordIf(partner, ChangeKind.Requirement, id, before, state.Status, edit.Add(partner, body.Milestone));
        edit.RecordIf(partner, ChangeKind.Details, $"{id}.note", note, state.Note, null);
    }

    public static void Confirm(this Edit edit, Partner partner, DateTimeOffset at)
    {
        var before = partner.Negotiation.LastConfirmed;
        partner.Negotiation.LastConfirmed = at;
        edit.RecordIf<DateTimeOffset?>(partner, ChangeKind.Confirmation, null, before, at, null);
    }

    private static async Task MoveAsync(
        this Edit edit,
        Partner partner,
        string? programmeId,
        CancellationToken cancellationToken
    )
    {
        var negotiation = partner.Negotiation;
        if (programmeId != negotiation.ProgrammeId)
        {
            negotiation.Programme = programmeId is null
                ? null
                : await edit.Db.FindProgrammeAsync(programmeId, cancellationToken)
                    ?? throw RegistryProblem.Invalid(
                        "programme",
                        $"there is no programme \"{programmeId}\"; PUT /v1/programmes/{programmeId} first"
                    );
            negotiation.ProgrammeId = programmeId;
        }
    }

    private static void RecordDifferences(Edit edit, Partner partner, PartnerBody before, string? milestone)
    {
        var was = JsonSerializer.SerializeToNode(before, WireFormat.Options)!.AsObject();
        var now = JsonSerializer.SerializeToNode(PartnerBody.Of(partner), WireFormat.Options)!.AsObject();
        foreach (var (field, value) in now)
        {
            edit.RecordIf(
                partner,
                KindOf(field),
                KindOf(field) is ChangeKind.Details ? field : null,
                was[field],
                value,
                milestone
            );
        }
    }

    private static ChangeKind KindOf(string field) =>
        field switch
        {
            "stage" => ChangeKind.Stage,
            "targetDate" => ChangeKind.TargetDate,
            _ => ChangeKind.Details,
        };

    private static void RecordIf<T>(
        this Edit edit,
        Partner partner,
        ChangeKind kind,
        string? field,
        T? before,
        T? after,
        string? milestone
    )
    {
        var same =
            before is JsonNode || after is JsonNode
                ? JsonNode.DeepEquals(before as JsonNode, after as JsonNode)
                : Equals(before, after);
        if (!same)
        {
            edit.Record(partner, kind, field, before, after, milestone);
        }
    }
}
