using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Changes;
using PartnerRegistry.Http;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Programmes;

internal static class ProgrammeEdits
{
    /// <summary>A programme with its checklist. One that the context holds already costs no query.</summary>
    public static async Task<Programme?> FindProgrammeAsync(
        this RegistryDb db,
        string id,
        CancellationToken cancellationToken
    )
    {
        if (await db.Programmes.FindAsync([id], cancellationToken) is not { } programme)
        {
            return null;
        }

        var checklist = db.Entry(programme).Collection(known => known.Requirements);
        if (!checklist.IsLoaded)
        {
            await checklist.LoadAsync(cancellationToken);
        }

        return programme;
    }

    /// <exception cref="RegistryProblem">404.</exception>
    public static async Task<Programme> GetProgrammeAsync(
        this RegistryDb db,
        string id,
        CancellationToken cancellationToken
    ) =>
        await db.FindProgrammeAsync(id, cancellationToken)
        ?? throw RegistryProblem.NotFound("programme", id, "PUT /v1/programmes/{id} creates one.");

    public static Programme SetName(this Edit edit, Programme? known, string id, string name)
    {
        var programme = known ?? edit.Db.Add(new Programme { Id = id, Name = name }).Entity;
        if (known is null || known.Name != name)
        {
            edit.Record(programme, "name", known?.Name, name);
            programme.Name = name;
        }

        return programme;
    }

    public static void SetChecklist(this Edit edit, Programme programme, IReadOnlyList<RequirementBody> lines)
    {
        var before = ProgrammeView.From(programme).Requirements;
        programme.Requirements.RemoveAll(known => lines.All(line => line.Id != known.Id));
        foreach (var (position, line) in lines.Index())
        {
            Set(programme, line, position);
        }

        var after = ProgrammeView.From(programme).Requirements;
        if (Json(before) != Json(after))
        {
            edit.Record(programme, "requirements", before, after);
        }
    }

    private static void Set(Programme programme, RequirementBody line, int position)
    {
        if (programme.Requirements.Find(known => known.Id == line.Id) is not { } requirement)
        {
            requirement = new()
            {
                ProgrammeId = programme.Id,
                Id = line.Id!,
                Track = line.Track!.Value,
                Title = line.Title!,
                Origin = line.Origin!.Value,
            };
            programme.Requirements.Add(requirement);
        }

        (requirement.Track, requirement.Title, requirement.Origin, requirement.Position) = (
            line.Track!.Value,
            line.Title!,
            line.Origin!.Value,
            position
        );
    }

    private static string Json(IReadOnlyList<RequirementView> lines) =>
        System.Text.Json.JsonSerializer.Serialize(lines, WireFormat.Options);
}
