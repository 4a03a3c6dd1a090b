using System.Text.Json.Nodes;
using PartnerRegistry.Commitments;
using PartnerRegistry.Http;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;

namespace PartnerRegistry.Exchange;

/// <summary>A partner of a file, taken apart as far as that goes without knowing what is in the registry.</summary>
internal sealed class PartnerRecord
{
    /// <summary>The file's, else a slug made of the name; empty where neither is usable.</summary>
    public string Id { get; private set; } = "";

    /// <summary>What is left for <see cref="PartnerBody"/>.</summary>
    public required Fields Fields { get; init; }

    public string? Programme =>
        (Fields.Json["programme"] as JsonValue)?.TryGetValue(out string? id) is true ? id : null;

    public bool? Sample { get; private set; }

    public List<(Network Network, Fields Fields)> Access { get; private set; } = [];

    public List<(Track Track, Fields Fields)> Tracks { get; private set; } = [];

    public List<(string Line, Fields Fields)> Requirements { get; private set; } = [];

    public List<MilestoneRecord> Milestones { get; private set; } = [];

    public List<CommitmentRecord> Commitments { get; private set; } = [];

    public DateTimeOffset? LastConfirmed { get; private set; }

    /// <summary>Something is wrong with it, and it has been told.</summary>
    public bool IsWrong { get; private set; }

    /// <param name="record">Of <see cref="Section.Partners"/>.</param>
    /// <param name="nameOf">What the file calls a field.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static PartnerRecord Read(FileRecord record, Func<string, string> nameOf, Problems problems)
    {
        PartnerRecord? partner = null;
        partner = new()
        {
            Fields = new(
                record.Fields,
                "",
                (field, whatAndHow) =>
                {
                    partner!.IsWrong = true;
                    problems.Add(record.Line, whatAndHow, nameOf(field));
                }
            ),
        };
        partner.Read();
        return partner;
    }

    private void Read()
    {
        Id = ReadId();
        Sample = Fields.Take<bool?>("sample");
        LastConfirmed = Fields.Take<DateTimeOffset?>("lastConfirmed");
        Access = [.. ReadAccess()];
        Tracks = [.. ReadTracks()];
        Requirements = Fields.TakeMap("requirements");
        Milestones = [.. Fields.TakeList("milestones").Select(MilestoneRecord.Read)];
        Commitments = [.. Fields.TakeList("commitments").Select(CommitmentRecord.Read)];
        Fields.Refuse("milestone", "is not a field here; put it into milestones");
        DropEmptyOwner();
    }

    private string ReadId()
    {
        if (Fields.Has("id"))
        {
            return Fields.TakeId() ?? "";
        }

        var name = (Fields.Json["name"] as JsonValue)?.TryGetValue(out string? text) is true ? text : "";
        var slug = Slug.Of(name);
        if (slug is null)
        {
            Fields.Tell(
                string.IsNullOrWhiteSpace(name) ? "name" : "id",
                string.IsNullOrWhiteSpace(name)
                    ? "is missing; a partner takes a name at least"
                    : $"can't be made of the name \"{Problems.Show(name)}\"; put one of a-z, 0-9 and hyphen"
            );
        }

        return slug ?? "";
    }

    private IEnumerable<(Network, Fields)> ReadAccess()
    {
        // A row of a CSV file has it by network, a JSON document as the list that the API answers.
        if (Fields.Json["access"] is JsonObject)
        {
            return Fields
                .TakeMap("access")
                .Select(entry => (entry.Name == "own" ? Network.Own : Network.Others, entry.Fields));
        }

        (Network, Fields)[] listed =
        [
            .. Fields.TakeList("access").Select(entry => (entry.Take<Network?>("network") ?? Network.Own, entry)),
        ];
        if (listed.DistinctBy(entry => entry.Item1).Count() < listed.Length)
        {
            Fields.Tell("access", "says the same network twice; keep one");
        }

        return listed;
    }

    private IEnumerable<(Track, Fields)> ReadTracks()
    {
        foreach (var (name, fields) in Fields.TakeMap("tracks"))
        {
            if (EnumWords.TryParse(name, out Track track))
            {
                yield return (track, fields);
            }
            else
            {
                Fields.Tell($"tracks.{name}", $"is no track; the tracks are {EnumWords.All<Track>()}");
            }
        }
    }

    private void DropEmptyOwner()
    {
        if (Fields.Json["owner"] is JsonObject owner && owner.All(entry => entry.Value is null))
        {
            Fields.Json["owner"] = null;
        }
    }
}

/// <param name="Body">Null where it is not valid.</param>
internal sealed record MilestoneRecord(
    Fields Fields,
    string? Id,
    DateTimeOffset? RecordedAt,
    string? Supersedes,
    MilestoneBody? Body
)
{
    public static MilestoneRecord Read(Fields fields) =>
        new(
            fields,
            fields.TakeId(),
            fields.Take<DateTimeOffset?>("recordedAt"),
            fields.Take<string>("supersedes"),
            fields.TakeRest(MilestoneBody.Validator.Instance)
        );
}

/// <param name="Body">Null where it is not valid.</param>
internal sealed record CommitmentRecord(Fields Fields, string? Id, DateTimeOffset? RecordedAt, CommitmentBody? Body)
{
    public static CommitmentRecord Read(Fields fields) =>
        new(
            fields,
            fields.TakeId(),
            fields.Take<DateTimeOffset?>("recordedAt"),
            fields.TakeRest(CommitmentBody.Validator.Instance)
        );
}
