using FluentValidation;
using PartnerRegistry.Http;
using PartnerRegistry.Milestones;
using PartnerRegistry.Programmes;

namespace PartnerRegistry.Partners;

/// <summary>Where a track stands.</summary>
public sealed record TrackBody(TrackStatus? Status, string? Note = null, MilestoneBody? Milestone = null)
{
    internal sealed class Validator : AbstractValidator<TrackBody>
    {
        public static readonly Validator Instance = new();

        private Validator()
        {
            RuleFor(body => body.Status).NotNull().WithMessage($"takes one of {EnumWords.All<TrackStatus>()}");
            RuleFor(body => body.Note).Text(2000).When(body => body.Note is not null);
            RuleFor(body => body.Milestone!)
                .SetValidator(MilestoneBody.Validator.Instance)
                .When(body => body.Milestone is not null);
        }
    }
}

/// <summary>Whether the partner's service can be reached: one network a request, so that the other keeps its state.</summary>
/// <param name="Network">This company's own, where left out.</param>
/// <param name="State">Open or closed; null where it is not known any more.</param>
/// <param name="Since">A partial date.</param>
public sealed record AccessBody(
    Network? Network,
    Openness? State,
    AccessBy? By = null,
    string? Since = null,
    MilestoneBody? Milestone = null
)
{
    public AccessState? ToState() => State is { } state ? new(state, By, Since) : null;

    internal sealed class Validator : AbstractValidator<AccessBody>
    {
        public static readonly Validator Instance = new();

        private Validator()
        {
            RuleFor(body => body.Since!)
                .Must(since => PartialDate.TryParse(since, out _))
                .When(body => body.Since is not null)
                .WithMessage("takes a day, month or year, such as 2019-05-14, 2019-05 or 2019");
            RuleFor(body => body.Milestone!)
                .SetValidator(MilestoneBody.Validator.Instance)
                .When(body => body.Milestone is not null);
        }
    }
}

/// <summary>Where a partner stands on one line of its programme's checklist.</summary>
public sealed record RequirementStateBody(
    RequirementStatus? Status,
    string? Note = null,
    MilestoneBody? Milestone = null
)
{
    internal sealed class Validator : AbstractValidator<RequirementStateBody>
    {
        public static readonly Validator Instance = new();

        private Validator()
        {
            RuleFor(body => body.Status).NotNull().WithMessage($"takes one of {EnumWords.All<RequirementStatus>()}");
            RuleFor(body => body.Note).Text(2000).When(body => body.Note is not null);
            RuleFor(body => body.Milestone!)
                .SetValidator(MilestoneBody.Validator.Instance)
                .When(body => body.Milestone is not null);
        }
    }
}
