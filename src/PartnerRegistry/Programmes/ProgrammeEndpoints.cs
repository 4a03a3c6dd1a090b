using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Changes;
using PartnerRegistry.Http;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Programmes;

public sealed record ProgrammeBody(string? Name)
{
    internal sealed class Validator : AbstractValidator<ProgrammeBody>
    {
        public static readonly Validator Instance = new();

        private Validator() => RuleFor(body => body.Name).Line(200);
    }
}

/// <summary>A line of the checklist; its place in the list is its place in the request.</summary>
public sealed record RequirementBody(string? Id, Track? Track, LocalizedText? Title, RequirementOrigin? Origin)
{
    internal sealed class Validator : AbstractValidator<RequirementBody>
    {
        public static readonly Validator Instance = new();

        private Validator()
        {
            RuleFor(line => line.Id)
                .Must(id => id is not null && Rules.IsSlug(id))
                .WithMessage("takes 1 to 64 of a-z, 0-9 and hyphen");
            RuleFor(line => line.Track).NotNull().WithMessage($"takes one of {EnumWords.All<Track>()}");
            RuleFor(line => line.Title).Localized(300);
            RuleFor(line => line.Origin).NotNull().WithMessage($"takes one of {EnumWords.All<RequirementOrigin>()}");
        }
    }
}

/// <summary>The whole checklist: 0 to 200 lines with different ids.</summary>
public sealed record ChecklistBody(IReadOnlyList<RequirementBody>? Requirements)
{
    internal sealed class Validator : AbstractValidator<ChecklistBody>
    {
        public static readonly Validator Instance = new();

        private Validator()
        {
            RuleFor(body => body.Requirements)
                .Must(lines =>
                    lines is { Count: <= 200 }
                    && lines.All(line => line is not null)
                    && lines.DistinctBy(line => line.Id).Count() == lines.Count
                )
                .WithMessage("takes a list of at most 200 lines, each with an id of its own");
            RuleForEach(body => body.Requirements).SetValidator(RequirementBody.Validator.Instance);
        }
    }
}

public sealed record RequirementView(string Id, Track Track, LocalizedText Title, RequirementOrigin Origin);

public sealed record ProgrammeView(string Id, string Name, IReadOnlyList<RequirementView> Requirements)
{
    public static ProgrammeView From(Programme programme)
    {
        ArgumentNullException.ThrowIfNull(programme);
        return new(
            programme.Id,
            programme.Name,
            [
                .. programme
                    .Requirements.OrderBy(line => line.Position)
                    .Select(line => new RequirementView(line.Id, line.Track, line.Title, line.Origin)),
            ]
        );
    }
}

internal static class ProgrammeEndpoints
{
    public static void MapProgrammes(this RouteGroupBuilder v1)
    {
        var programme = v1.MapGroup("/programmes/{id}").WithTags("Programmes");
        programme.MapGet("", ReadAsync).WithName("ReadProgramme").Produces(304).ProducesProblem(404);
        programme.MapEdit("", PutAsync, HttpMethods.Put).IfMatch().WithName("PutProgramme");
        programme.MapGet("/requirements", ReadAsync).WithName("ReadChecklist").Produces(304).ProducesProblem(404);
        programme.MapEdit("/requirements", PutChecklistAsync, HttpMethods.Put).IfMatch().WithName("PutChecklist");
    }

    /// <summary>A programme with its checklist.</summary>
    public static async Task<Results<Ok<ProgrammeView>, StatusCodeHttpResult>> ReadAsync(
        string id,
        HttpContext http,
        IDbContextFactory<RegistryDb> databases,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var programme = await db.GetProgrammeAsync(id, cancellationToken);
        http.Response.Headers.ETag = Tag(programme);
        return Preconditions.NotModified(http.Request, Tag(programme))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ProgrammeView.From(programme));
    }

    /// <summary>Creates a programme or renames it.</summary>
    public static Task<Results<Ok<ProgrammeView>, Created<ProgrammeView>>> PutAsync(
        string id,
        ProgrammeBody body,
        HttpContext http,
        Caller caller,
        Edits edits,
        CancellationToken cancellationToken
    )
    {
        Rules.CheckId("id", id);
        body.Checked(ProgrammeBody.Validator.Instance);
        return edits.RunAsync<Results<Ok<ProgrammeView>, Created<ProgrammeView>>>(
            caller.Actor,
            async edit =>
            {
                var known = await edit.Db.FindProgrammeAsync(id, cancellationToken);
                Preconditions.Check(http.Request, known is null ? null : Tag(known));
                var programme = edit.SetName(known, id, body.Name!);
                http.Response.Headers.ETag = Tag(programme);
                return known is null
                    ? TypedResults.Created($"/v1/programmes/{id}", ProgrammeView.From(programme))
                    : TypedResults.Ok(ProgrammeView.From(programme));
            },
            cancellationToken
        );
    }

    /// <summary>Puts a whole checklist in the place of the one there is; partners keep their standing on lines that stay.</summary>
    public static Task<Ok<ProgrammeView>> PutChecklistAsync(
        string id,
        ChecklistBody body,
        HttpContext http,
        Caller caller,
        Edits edits,
        CancellationToken cancellationToken
    )
    {
        body.Checked(ChecklistBody.Validator.Instance);
        return edits.RunAsync(
            caller.Actor,
            async edit =>
            {
                var programme = await edit.Db.GetProgrammeAsync(id, cancellationToken);
                Preconditions.Check(http.Request, Tag(programme));
                edit.SetChecklist(programme, body.Requirements!);
                http.Response.Headers.ETag = Tag(programme);
                return TypedResults.Ok(ProgrammeView.From(programme));
            },
            cancellationToken
        );
    }

    private static string Tag(Programme programme) => $"\"{programme.Version}\"";
}
