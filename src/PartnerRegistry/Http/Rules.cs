using System.Text.Json;
using FluentValidation;
using FluentValidation.Internal;

namespace PartnerRegistry.Http;

/// <summary>Rules that several resources share; each message says how to mend it.</summary>
internal static class Rules
{
    private const int LongestId = 64;

    /// <summary>Names fields in messages as the JSON does. Before the first validator is made.</summary>
    public static void UseJsonNames()
    {
        ValidatorOptions.Global.PropertyNameResolver = (_, _, expression) =>
            expression is null || PropertyChain.FromExpression(expression) is not { Count: > 0 } chain
                ? null
                : string.Join('.', chain.ToString().Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
        ValidatorOptions.Global.LanguageManager.Enabled = false;
    }

    /// <exception cref="RegistryProblem">400 with every field that is not valid.</exception>
    public static T Checked<T>(this T body, IValidator<T> validator)
    {
        var result = validator.Validate(body);
        return result.IsValid
            ? body
            : throw RegistryProblem.Invalid(new Dictionary<string, string[]>(result.ToDictionary()));
    }

    public static IRuleBuilderOptions<T, string?> Text<T>(this IRuleBuilder<T, string?> rule, int longest) =>
        rule.Must(text => text is not null && PlainText.Fits(text, longest))
            .WithMessage($"takes 1 to {longest} characters, none of them control or direction characters");

    /// <summary>A text on one line: a name.</summary>
    public static IRuleBuilderOptions<T, string?> Line<T>(this IRuleBuilder<T, string?> rule, int longest) =>
        rule.Must(text => text is not null && PlainText.Fits(text, longest) && text.IndexOfAny(['\n', '\t']) < 0)
            .WithMessage($"takes 1 to {longest} characters on one line, none of them control or direction characters");

    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>?> Most<T, TItem>(
        this IRuleBuilder<T, IReadOnlyList<TItem>?> rule,
        int most
    ) =>
        rule.Must(list => list is null || (list.Count <= most && list.All(item => item is not null)))
            .WithMessage($"takes a list of at most {most}, none of them null");

    public static IRuleBuilderOptions<T, string> Slug<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(IsSlug).WithMessage("takes 1 to 64 of a-z, 0-9 and hyphen, beginning with a letter or digit");

    /// <exception cref="RegistryProblem">400.</exception>
    public static void CheckId(string field, string id)
    {
        if (!IsSlug(id))
        {
            throw RegistryProblem.Invalid(
                field,
                "takes 1 to 64 of a-z, 0-9 and hyphen, beginning with a letter or digit"
            );
        }
    }

    public static bool IsSlug(string id) =>
        id.Length is > 0 and <= LongestId
        && id[0] is not '-'
        && id.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
