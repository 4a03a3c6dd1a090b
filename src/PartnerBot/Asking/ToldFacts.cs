using System.Text.Json;
using System.Text.Json.Serialization;
using PartnerBot.Registry;

namespace PartnerBot.Asking;

/// <summary>A partner's status as one asker saw it: ids and values alone, to be compared with the next one.</summary>
/// <param name="Milestone">Id of the latest.</param>
/// <param name="Promises">Ids of the open commitments.</param>
internal sealed record ToldFacts(
    Stage Stage,
    IReadOnlyDictionary<Network, ToldAccess> Access,
    IReadOnlyDictionary<Track, TrackStatus> Tracks,
    IReadOnlyDictionary<string, RequirementStatus> Requirements,
    DateOnly? TargetDate,
    string? Milestone,
    IReadOnlyList<string> Promises
)
{
    /// <param name="partner">As the asker may see it.</param>
    public static ToldFacts Of(Partner partner) =>
        new(
            partner.Stage,
            partner
                .Access.DistinctBy(fact => fact.Network)
                .ToDictionary(fact => fact.Network, fact => new ToldAccess(fact.State, fact.By)),
            partner.Tracks.ToDictionary(track => track.Key, track => track.Value.Status),
            partner
                .Requirements.DistinctBy(requirement => requirement.Id)
                .ToDictionary(requirement => requirement.Id, requirement => requirement.Status, StringComparer.Ordinal),
            partner.TargetDate,
            partner.LatestMilestone?.Id,
            [.. partner.OpenCommitments().Select(promise => promise.Id)]
        );

    /// <summary>Null where another version wrote it in another form.</summary>
    public static ToldFacts? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ToldJson.Default.ToldFacts);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, ToldJson.Default.ToldFacts);
}

internal sealed record ToldAccess(AccessState State, AccessBy? By);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(ToldFacts))]
internal sealed partial class ToldJson : JsonSerializerContext;
