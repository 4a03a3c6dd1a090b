using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerRegistry.Changes;
using PartnerRegistry.Partners;
using PartnerRegistry.Programmes;

namespace PartnerRegistry.Exchange;

/// <summary>What a record of a file comes to, given what the registry knows: all of it is checked before any of it is done.</summary>
internal sealed class PartnerPlan
{
    private readonly PartnerRecord record;
    private readonly PartnerBatch batch;
    private readonly Partner? known;
    private readonly List<Action<Edit, Partner>> steps = [];
    private readonly PartnerBody? body;
    private readonly Programme? programme;

    public PartnerPlan(PartnerRecord record, PartnerBatch batch)
    {
        (this.record, this.batch) = (record, batch);
        known = batch.Partners.GetValueOrDefault(record.Id);
        body = Body();
        programme = body is { Programme: { } id } ? batch.Programmes.GetValueOrDefault(id) : null;
        if (body?.Programme is { } named && programme is null)
        {
            record.Fields.Tell(
                "programme",
                $"there is no programme \"{Problems.Show(named)}\" yet; put it under programmes in a JSON file, before the partners"
            );
        }

        record.Access.ForEach(entry => PlanAccess(entry.Network, entry.Fields));
        record.Tracks.ForEach(entry => PlanTrack(entry.Track, entry.Fields));
        record.Requirements.ForEach(entry => PlanRequirement(entry.Line, entry.Fields));
        steps.AddRange(MilestonePlan.Of(record, batch));
        steps.AddRange(CommitmentPlan.Of(record, batch));
    }

    /// <summary>Does it. Only when nothing is wrong with the record.</summary>
    /// <returns>Whether it is new, and whether it changed.</returns>
    public async Task<(bool IsNew, bool HasChanged)> ApplyAsync(Edit edit, CancellationToken cancellationToken)
    {
        var version = known?.Version;
        var partner = known;
        if (partner is null)
        {
            var joins = record.Fields.Has("programme") ? null : programme;
            partner = await edit.CreateAsync(record.Id, body!, joins, cancellationToken);
        }
        else
        {
            await edit.ApplyAsync(partner, body!, cancellationToken);
        }

        if (record.Sample is { } sample && sample != partner.Sample)
        {
            partner.Sample = sample;
            edit.Touch(partner);
        }

        steps.ForEach(step => step(edit, partner));
        if (record.LastConfirmed is { } confirmed)
        {
            edit.Confirm(partner, confirmed.ToUniversalTime());
        }

        return (known is null, partner.Version != version);
    }

    private PartnerBody? Body()
    {
        FillOwner();
        var before = known is null ? new PartnerBody() : PartnerBody.Of(known);
        var merged = record.Fields.TakeRest(before.Merge);
        return merged is not null && known is null && !record.Fields.Has("programme")
            ? merged with
            {
                Programme = batch.OnlyProgramme?.Id,
            }
            : merged;
    }

    // A file may name just an owner's address: the rest is kept as long as it is the same person.
    private void FillOwner()
    {
        if (known?.Negotiation.Owner is { } owner && record.Fields.Json["owner"] is JsonObject given)
        {
            if (!given.ContainsKey("id") || (given["id"] as JsonValue)?.ToString() == owner.Id)
            {
                new Fields(given, "owner", record.Fields.Tell).Fill(Json(owner));
            }
        }
    }

    private void PlanAccess(Network network, Fields fields)
    {
        var negotiation = known?.Negotiation;
        var before = network is Network.Own ? negotiation?.OwnAccess : negotiation?.OthersAccess;
        fields.Refuse("milestone", "is not a field here; put it into milestones");
        // Who closed it and since when says nothing any more once it is open again.
        if (
            before is not null
            && (!fields.Has("state") || fields.Json["state"]?.ToString() == Json(before)["state"]!.ToString())
        )
        {
            fields.Fill(Json(before));
        }

        if (fields.TakeRest(AccessBody.Validator.Instance) is not { } access)
        {
            return;
        }

        if (access.State is null && (access.By is not null || access.Since is not null))
        {
            fields.Tell(
                access.By is null ? "since" : "by",
                "takes a value only where the access itself is open or closed"
            );
        }

        steps.Add((edit, partner) => edit.SetAccess(partner, network, access.ToState(), null));
    }

    private void PlanTrack(Track track, Fields fields)
    {
        fields.Refuse("milestone", "is not a field here; put it into milestones");
        fields.Fill(Json(known?.Negotiation.On(track) ?? TrackState.NotStarted));
        if (fields.TakeRest(TrackBody.Validator.Instance) is { } body)
        {
            steps.Add((edit, partner) => edit.SetTrack(partner, track, new(body.Status!.Value, body.Note), null));
        }
    }

    private void PlanRequirement(string line, Fields fields)
    {
        if (programme?.Requirements.Find(known => known.Id == line) is null)
        {
            record.Fields.Tell(
                $"requirements.{line}",
                programme is null
                    ? "takes a partner with a programme, whose checklist it is on"
                    : $"is no line of the checklist of {programme.Id}; the checklist stands under programmes"
            );
            return;
        }

        fields.Refuse("milestone", "is not a field here; put it into milestones");
        var before = known?.Negotiation.Requirements.Find(state =>
            state.RequirementId == line && state.ProgrammeId == programme.Id
        );
        fields.Fill(Json(new StandingDocument(before?.Status ?? RequirementStatus.Unmet, before?.Note)));
        if (fields.TakeRest(RequirementStateBody.Validator.Instance) is { } body)
        {
            steps.Add((edit, partner) => edit.SetRequirement(partner, line, body));
        }
    }

    private static JsonObject Json<T>(T value) => JsonSerializer.SerializeToNode(value, WireFormat.Options)!.AsObject();
}
