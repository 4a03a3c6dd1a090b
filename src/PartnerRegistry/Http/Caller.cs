using System.Reflection;

namespace PartnerRegistry.Http;

/// <summary>Who calls, and for whom: bound from the API key and the header <c>X-On-Behalf-Of</c> (1 to 200 printable characters).</summary>
public sealed record Caller(string KeyName, string? OnBehalfOf)
{
    private const string Header = "X-On-Behalf-Of";

    /// <summary>What stands in the feed as the one who made a change.</summary>
    public string Actor => OnBehalfOf ?? $"key:{KeyName}";

    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        var person = context.Request.Headers[Header].FirstOrDefault();
        if (person is not null && !PlainText.Fits(person, 200))
        {
            throw RegistryProblem.Invalid(
                Header,
                "takes 1 to 200 characters, none of them control or direction characters"
            );
        }

        return ValueTask.FromResult<Caller?>(new(context.User.Identity?.Name ?? "unknown", person));
    }
}
