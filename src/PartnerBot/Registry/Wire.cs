using System.Text.Json;
using System.Text.Json.Serialization;

namespace PartnerBot.Registry;

/// <summary>
/// The registry's JSON, version 1. Unknown fields are passed over; a missing field that has no default here, a null where
/// none may be, and an unknown value of an enumeration make the answer unreadable (<see cref="JsonException"/>).
/// </summary>
internal static class Wire
{
    internal sealed record PartnerBody(
        string Id,
        string Name,
        Visibility Visibility,
        Stage Stage,
        TracksBody Tracks,
        IReadOnlyList<string>? Aliases = null,
        RestrictedToBody? RestrictedTo = null,
        bool Sample = false,
        ProgrammeBody? Programme = null,
        DateOnly? TargetDate = null,
        IReadOnlyList<AccessBody>? Access = null,
        IReadOnlyList<RequirementBody>? Requirements = null,
        PersonBody? Owner = null,
        IReadOnlyList<PersonBody>? Managers = null,
        MilestoneBody? LatestMilestone = null,
        IReadOnlyList<CommitmentBody>? Commitments = null,
        DateTimeOffset? LastConfirmed = null
    );

    internal sealed record SummaryBody(
        string Id,
        string Name,
        Visibility Visibility,
        Stage Stage,
        TracksBody Tracks,
        IReadOnlyList<string>? Aliases = null,
        RestrictedToBody? RestrictedTo = null,
        bool Sample = false,
        ProgrammeBody? Programme = null,
        IReadOnlyList<AccessBody>? Access = null
    );

    internal sealed record SummaryPage(IReadOnlyList<SummaryBody> Items, string? Next = null);

    /// <summary>Of each partner no more than its id, so that one that can't be read keeps no other from being listed.</summary>
    internal sealed record IdPage(IReadOnlyList<IdBody> Items, string? Next = null);

    internal sealed record IdBody(string Id);

    internal sealed record ProgrammeBody(string Id, string Name);

    internal sealed record RestrictedToBody(IReadOnlyList<string>? People = null, IReadOnlyList<string>? Groups = null);

    internal sealed record TrackBody(TrackStatus Status, string? Note = null);

    internal sealed record TracksBody(TrackBody Legal, TrackBody Business, TrackBody Technical);

    internal sealed record AccessBody(
        Network Network,
        AccessState State,
        AccessBy? By = null,
        PartialDate? Since = null
    );

    internal sealed record LocalizedBody(string Original, IReadOnlyDictionary<string, string> Texts);

    internal sealed record RequirementBody(
        string Id,
        Track Track,
        LocalizedBody Title,
        RequirementOrigin Origin,
        RequirementStatus Status,
        string? Note = null
    );

    internal sealed record PersonBody(string Id, string Name, string? Email = null);

    internal sealed record SpokespersonBody(string Name, string? Title = null);

    internal sealed record SourceBody(string? Publisher = null, string? Via = null, string? Link = null);

    internal sealed record MilestoneBody(
        string Id,
        MilestoneKind Kind,
        LocalizedBody Title,
        Wording Wording,
        Visibility Visibility,
        DateTimeOffset RecordedAt,
        LocalizedBody? Text = null,
        PartialDate? Date = null,
        Track? Track = null,
        SpokespersonBody? Spokesperson = null,
        SourceBody? Source = null,
        DateTimeOffset? AnnouncedAt = null,
        string? SupersededBy = null
    );

    internal sealed record MilestonePage(IReadOnlyList<MilestoneBody> Items, string? Next = null);

    internal sealed record ChangeBody(
        long Sequence,
        DateTimeOffset At,
        string Actor,
        string Kind,
        string? Partner = null,
        string? Field = null,
        JsonElement? Before = null,
        JsonElement? After = null,
        string? Milestone = null
    );

    internal sealed record ChangesBody(IReadOnlyList<ChangeBody> Changes, long Next, long Head);

    internal sealed record CommitmentBody(
        string Id,
        LocalizedBody Text,
        CommitmentStatus Status,
        Visibility Visibility,
        SpokespersonBody? PromisedBy = null,
        DateTimeOffset? AnnouncedAt = null
    );

    /// <summary>Names as the registry writes them: <c>no-agreement</c>. Numbers are refused.</summary>
    internal sealed class Kebab<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, false)
        where T : struct, Enum;

    internal sealed class PartialDateConverter : JsonConverter<PartialDate>
    {
        public override PartialDate Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            WireMapping.ParseDate(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) =>
            throw new NotSupportedException("The registry is only read.");
    }
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    MaxDepth = 32,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [
        typeof(Wire.PartialDateConverter),
        typeof(Wire.Kebab<Visibility>),
        typeof(Wire.Kebab<Stage>),
        typeof(Wire.Kebab<Track>),
        typeof(Wire.Kebab<TrackStatus>),
        typeof(Wire.Kebab<Network>),
        typeof(Wire.Kebab<AccessState>),
        typeof(Wire.Kebab<AccessBy>),
        typeof(Wire.Kebab<RequirementOrigin>),
        typeof(Wire.Kebab<RequirementStatus>),
        typeof(Wire.Kebab<MilestoneKind>),
        typeof(Wire.Kebab<Wording>),
        typeof(Wire.Kebab<CommitmentStatus>),
    ]
)]
[JsonSerializable(typeof(Wire.PartnerBody))]
[JsonSerializable(typeof(Wire.SummaryPage))]
[JsonSerializable(typeof(Wire.IdPage))]
[JsonSerializable(typeof(Wire.MilestonePage))]
[JsonSerializable(typeof(Wire.ChangesBody))]
internal sealed partial class WireJson : JsonSerializerContext;
