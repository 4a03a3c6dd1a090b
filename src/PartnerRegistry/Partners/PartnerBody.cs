using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using PartnerRegistry.Http;
using PartnerRegistry.Milestones;

namespace PartnerRegistry.Partners;

/// <summary>
/// What can be edited of a partner. PUT creates, or edits what it names; PATCH only edits. In both, a field that is left out
/// keeps its value, and null puts it back to its default (JSON Merge Patch, RFC 7396).
/// </summary>
public sealed record PartnerBody
{
    public string? Name { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }

    public Visibility? Visibility { get; init; }

    public RestrictedTo? RestrictedTo { get; init; }

    /// <summary>Id of an existing programme. A new partner joins the only one there is, when there is just one.</summary>
    public string? Programme { get; init; }

    public Stage? Stage { get; init; }

    /// <summary>A promised date; null says that none is promised.</summary>
    public DateOnly? TargetDate { get; init; }

    public Person? Owner { get; init; }

    public IReadOnlyList<Person>? Managers { get; init; }

    /// <summary>The milestone that this edit comes with.</summary>
    public MilestoneBody? Milestone { get; init; }

    public static PartnerBody Of(Partner partner)
    {
        ArgumentNullException.ThrowIfNull(partner);
        return new()
        {
            Name = partner.Name,
            Aliases = partner.Aliases,
            Visibility = partner.Visibility,
            RestrictedTo = partner.RestrictedTo,
            Programme = partner.Negotiation.ProgrammeId,
            Stage = partner.Negotiation.Stage,
            TargetDate = partner.Negotiation.TargetDate,
            Owner = partner.Negotiation.Owner,
            Managers = partner.Negotiation.Managers,
        };
    }

    /// <summary>This with the named fields of <paramref name="patch"/> put in their place.</summary>
    /// <exception cref="RegistryProblem">400, naming the fields that are not valid.</exception>
    public PartnerBody Merge(JsonObject patch)
    {
        ArgumentNullException.ThrowIfNull(patch);
        var merged = JsonSerializer.SerializeToNode(this, WireFormat.Options)!.AsObject();
        foreach (var (field, value) in patch)
        {
            merged[field] = value?.DeepClone();
        }

        return merged.Deserialize<PartnerBody>(WireFormat.Options)!.Checked(Validator.Instance);
    }

    private sealed class Validator : AbstractValidator<PartnerBody>
    {
        public static readonly Validator Instance = new();

        private Validator()
        {
            RuleFor(body => body.Name).Line(200);
            RuleFor(body => body.Aliases).Most(50);
            RuleForEach(body => body.Aliases).Line(200);
            RuleFor(body => body.Programme!).Slug().When(body => body.Programme is not null);
            RuleForEach(body => body.RestrictedTo!.People).Line(200).When(body => body.RestrictedTo is not null);
            RuleForEach(body => body.RestrictedTo!.Groups).Line(200).When(body => body.RestrictedTo is not null);
            RuleFor(body => body.Owner!).SetValidator(PersonValidator.Instance).When(body => body.Owner is not null);
            RuleFor(body => body.Managers).Most(100);
            RuleForEach(body => body.Managers).SetValidator(PersonValidator.Instance);
            RuleFor(body => body.Milestone!)
                .SetValidator(MilestoneBody.Validator.Instance)
                .When(body => body.Milestone is not null);
        }
    }

    private sealed class PersonValidator : AbstractValidator<Person>
    {
        public static readonly PersonValidator Instance = new();

        private PersonValidator()
        {
            RuleFor(person => person.Id).Line(200);
            RuleFor(person => person.Name).Line(200);
            RuleFor(person => person.Email)
                .Line(254)
                .EmailAddress()
                .When(person => person.Email is not null)
                .WithMessage("takes an e-mail address of at most 254 characters");
        }
    }
}
