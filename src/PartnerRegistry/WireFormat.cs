using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using PartnerRegistry.Changes;
using PartnerRegistry.Commitments;
using PartnerRegistry.Exchange;
using PartnerRegistry.Groups;
using PartnerRegistry.Http;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;
using PartnerRegistry.Programmes;
using PartnerRegistry.Webhooks;

namespace PartnerRegistry;

/// <summary>The wire format: camelCase, enums as kebab-case words, instants in UTC ending in Z, unknown and repeated fields refused, at most 32 deep.</summary>
internal static class WireFormat
{
    public static JsonSerializerOptions Options { get; } = Configure(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.MaxDepth = 32;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        // Name beside name would be the same field twice, which reading into nodes fails on.
        options.PropertyNameCaseInsensitive = false;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new EnumWords());
        options.Converters.Add(new Instants());
        options.TypeInfoResolverChain.Insert(0, RegistryJson.Default);
        return options;
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(AccessState))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string[]>))]
[JsonSerializable(typeof(PartnerBody))]
[JsonSerializable(typeof(PartnerView))]
[JsonSerializable(typeof(Page<PartnerSummary>))]
[JsonSerializable(typeof(TrackBody))]
[JsonSerializable(typeof(AccessBody))]
[JsonSerializable(typeof(RequirementStateBody))]
[JsonSerializable(typeof(ProgrammeBody))]
[JsonSerializable(typeof(ProgrammeView))]
[JsonSerializable(typeof(ChecklistBody))]
[JsonSerializable(typeof(MilestoneBody))]
[JsonSerializable(typeof(Page<MilestoneView>))]
[JsonSerializable(typeof(AnnounceBody))]
[JsonSerializable(typeof(CommitmentBody))]
[JsonSerializable(typeof(Page<CommitmentView>))]
[JsonSerializable(typeof(Page<GroupView>))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(Page<WebhookView>))]
[JsonSerializable(typeof(NewWebhookView))]
[JsonSerializable(typeof(ChangePage))]
[JsonSerializable(typeof(PartnerDocument))]
[JsonSerializable(typeof(GroupBody))]
[JsonSerializable(typeof(bool?))]
internal sealed partial class RegistryJson : JsonSerializerContext;
