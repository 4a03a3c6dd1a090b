using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Changes;
using PartnerRegistry.Http;
using PartnerRegistry.Partners;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Milestones;

internal static class MilestoneEndpoints
{
    public static void MapMilestoneReads(this RouteGroupBuilder v1) =>
        v1.MapGet("/partners/{id}/milestones", ListAsync).WithTags("Milestones").WithName("ListMilestones");

    public static void MapMilestoneEdits(this RouteGroupBuilder v1)
    {
        v1.MapCreate("/partners/{id}/milestones", AddAsync).WithTags("Milestones").WithName("AddMilestone");
        v1.MapCreate("/milestones/{id}/supersede", SupersedeAsync)
            .WithTags("Milestones")
            .WithName("SupersedeMilestone");
        v1.MapEdit("/milestones/{id}/announce", AnnounceAsync, HttpMethods.Post)
            .WithTags("Milestones")
            .WithName("AnnounceMilestone");
    }

    /// <summary>A partner's milestones, newest first, with those that were corrected marked.</summary>
    public static async Task<Ok<Page<MilestoneView>>> ListAsync(
        string id,
        IDbContextFactory<RegistryDb> databases,
        [Description("The page token, the next of the page before.")] string? after = null,
        [Description("How many at most: 1 to 1000.")] int limit = 100,
        CancellationToken cancellationToken = default
    )
    {
        Paging.CheckRange("limit", limit, 1, Paging.Largest);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.CheckPartnerAsync(id, cancellationToken);

        var milestones = db.Milestones.AsNoTracking().Of(id);
        if (after is not null)
        {
            var last =
                await milestones.FirstOrDefaultAsync(milestone => milestone.Id == after, cancellationToken)
                ?? throw Paging.BadToken();
            milestones = milestones.Where(m =>
                m.SortDate < last.SortDate
                || (m.SortDate == last.SortDate && m.RecordedAt < last.RecordedAt)
                || (m.SortDate == last.SortDate && m.RecordedAt == last.RecordedAt && m.Id.CompareTo(last.Id) < 0)
            );
        }

        var oneMore = await milestones.NewestFirst().Take(limit + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(oneMore.ToPage(limit, MilestoneView.From, milestone => milestone.Id));
    }

    /// <summary>Records a milestone.</summary>
    public static Task<IResult> AddAsync(
        string id,
        MilestoneBody body,
        HttpRequest request,
        Caller caller,
        Creations creations,
        CancellationToken cancellationToken
    ) =>
        creations.RunAsync(
            request,
            caller,
            body.Checked(MilestoneBody.Validator.Instance),
            async edit =>
                View(edit.Add(await edit.Db.GetWholeAsync(id, cancellationToken), body, MilestoneEdits.NewId(edit))),
            cancellationToken
        );

    /// <summary>Corrects a milestone by putting another in its place; the wrong one stays, marked.</summary>
    public static Task<IResult> SupersedeAsync(
        string id,
        MilestoneBody body,
        HttpRequest request,
        Caller caller,
        Creations creations,
        CancellationToken cancellationToken
    ) =>
        creations.RunAsync(
            request,
            caller,
            body.Checked(MilestoneBody.Validator.Instance),
            async edit =>
            {
                var (partner, wrong) = await GetAsync(edit, id, cancellationToken);
                return View(edit.Supersede(partner, wrong, body));
            },
            cancellationToken
        );

    /// <summary>Sets the moment from which a milestone is public: now, or one that lies ahead.</summary>
    public static Task<Ok<MilestoneView>> AnnounceAsync(
        string id,
        AnnounceBody? body,
        Caller caller,
        Edits edits,
        CancellationToken cancellationToken
    ) =>
        edits.RunAsync(
            caller.Actor,
            async edit =>
            {
                var (partner, milestone) = await GetAsync(edit, id, cancellationToken);
                edit.Announce(partner, milestone, body?.At?.ToUniversalTime() ?? milestone.AnnouncedAt ?? edit.Now);
                return TypedResults.Ok(MilestoneView.From(milestone));
            },
            cancellationToken
        );

    private static async Task<(Partner, Milestone)> GetAsync(Edit edit, string id, CancellationToken cancellationToken)
    {
        var milestone =
            await edit.Db.Milestones.FirstOrDefaultAsync(known => known.Id == id, cancellationToken)
            ?? throw RegistryProblem.NotFound("milestone", id, "GET /v1/partners/{id}/milestones lists a partner's.");
        return (await edit.Db.GetWholeAsync(milestone.PartnerId, cancellationToken), milestone);
    }

    private static NewThing<MilestoneView> View(Milestone milestone) =>
        new($"/v1/partners/{milestone.PartnerId}/milestones", MilestoneView.From(milestone));
}
