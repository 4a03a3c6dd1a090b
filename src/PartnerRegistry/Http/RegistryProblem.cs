namespace PartnerRegistry.Http;

/// <summary>A refusal that the caller can mend: thrown anywhere in an edit, it undoes the edit and is answered as problem+json (RFC 9457).</summary>
#pragma warning disable CA1710 // It is a problem (RFC 9457) first.
public sealed class RegistryProblem(int status, string title, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    /// <summary>By field (<c>tracks.legal.status</c>): what is wrong with it and how to mend it.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; init; } = new Dictionary<string, string[]>();

    public static RegistryProblem Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(400, "Not valid", "Mend the fields named in errors and send it again.") { Errors = errors };

    public static RegistryProblem Invalid(string field, string whatAndHow) =>
        Invalid(new Dictionary<string, string[]> { [field] = [whatAndHow] });

    public static RegistryProblem NotFound(string what, string id, string fix) =>
        new(404, "Not found", $"There is no {what} \"{id}\". {fix}");

    public static RegistryProblem NoPartner(string id) =>
        NotFound("partner", id, "GET /v1/partners lists them; PUT creates one.");
}
