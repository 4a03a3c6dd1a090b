using System.Globalization;
using FluentValidation;
using PartnerRegistry.Http;
using PartnerRegistry.Partners;

namespace PartnerRegistry.Milestones;

/// <summary>A milestone to record.</summary>
public sealed record MilestoneBody
{
    public MilestoneKind? Kind { get; init; }

    public LocalizedText? Title { get; init; }

    public LocalizedText? Text { get; init; }

    /// <summary>Verbatim or a paraphrase; a paraphrase where it is left out.</summary>
    public Wording? Wording { get; init; }

    /// <summary>A day, month or year (<c>2019-05-14</c>, <c>2019-05</c>, <c>2019</c>); left out where the source gives none.</summary>
    public string? Date { get; init; }

    public Track? Track { get; init; }

    public Spokesperson? Spokesperson { get; init; }

    public Source? Source { get; init; }

    public Visibility? Visibility { get; init; }

    /// <summary>The moment from which it is public; it may lie ahead.</summary>
    public DateTimeOffset? AnnouncedAt { get; init; }

    internal sealed class Validator : AbstractValidator<MilestoneBody>
    {
        public static readonly Validator Instance = new();

        private Validator()
        {
            RuleFor(body => body.Kind).NotNull().WithMessage($"takes one of {EnumWords.All<MilestoneKind>()}");
            RuleFor(body => body.Title).Localized(300);
            RuleFor(body => body.Text).Localized(4000).When(body => body.Text is not null);
            RuleFor(body => body.Date!)
                .Must(date => PartialDate.TryParse(date, out _))
                .When(body => body.Date is not null)
                .WithMessage(
                    "takes a day, month or year, such as 2019-05-14, 2019-05 or 2019; leave it out where the source gives none"
                );
            RuleFor(body => body.Spokesperson!.Name).Line(200).When(body => body.Spokesperson is not null);
            RuleFor(body => body.Spokesperson!.Title).Line(200).When(body => body.Spokesperson?.Title is not null);
            RuleFor(body => body.Source!).SetValidator(SourceValidator.Instance).When(body => body.Source is not null);
        }
    }
}

internal sealed class SourceValidator : AbstractValidator<Source>
{
    public static readonly SourceValidator Instance = new();

    private SourceValidator()
    {
        RuleFor(source => source.Publisher).Line(200).When(source => source.Publisher is not null);
        RuleFor(source => source.Via).Line(200).When(source => source.Via is not null);
        RuleFor(source => source.Link!)
            .Must(link =>
                link.Length <= 2000
                && Uri.TryCreate(link, UriKind.Absolute, out var uri)
                && uri.Scheme is "https" or "http"
            )
            .When(source => source.Link is not null)
            .WithMessage("takes an absolute http or https address of at most 2000 characters");
    }
}

internal static class LocalizedRule
{
    private const int MostLanguages = 20;

    public static IRuleBuilderOptions<T, LocalizedText?> Localized<T>(
        this IRuleBuilder<T, LocalizedText?> rule,
        int longest
    ) =>
        rule.Must(text =>
                text?.Texts is { Count: > 0 and <= MostLanguages } texts
                && text.Original is not null
                && texts.ContainsKey(text.Original)
                && texts.All(entry =>
                    IsLanguage(entry.Key) && entry.Value is not null && PlainText.Fits(entry.Value, longest)
                )
            )
            .WithMessage(
                $$$"""takes {"original": "en", "texts": {"en": "…"}}: the original's language among the texts, each of 1 to {{{longest}}} characters, none of them control or direction characters"""
            );

    private static bool IsLanguage(string tag) =>
        tag.Length is >= 2 and <= 12 && tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}

/// <summary>A date as precise as its source.</summary>
internal static class PartialDate
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM", "yyyy"];

    public static bool TryParse(string? text, out DateOnly firstDay) =>
        DateOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out firstDay);
}
