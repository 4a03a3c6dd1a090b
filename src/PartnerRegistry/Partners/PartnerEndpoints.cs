using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using PartnerRegistry.Changes;
using PartnerRegistry.Http;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Partners;

internal static class PartnerEndpoints
{
    public static void MapPartnerReads(this RouteGroupBuilder v1)
    {
        v1.MapGet("/partners", PartnerList.ReadAsync).WithTags("Partners").WithName("ListPartners");
        v1.MapPartner().MapGet("", ReadAsync).WithName("ReadPartner").Produces(304).ProducesProblem(404);
    }

    public static void MapPartnerEdits(this RouteGroupBuilder v1)
    {
        var partner = v1.MapPartner();
        partner
            .MapEdit("", PutAsync, HttpMethods.Put)
            .IfMatch()
            .WithName("PutPartner")
            .Accepts<PartnerBody>("application/json");
        partner
            .MapEdit("", PatchAsync, HttpMethods.Patch)
            .IfMatch()
            .WithName("PatchPartner")
            .Accepts<PartnerBody>("application/merge-patch+json", "application/json");
        partner.MapEdit("/tracks/{track}", PutTrackAsync, HttpMethods.Put).IfMatch().WithName("PutTrack");
        partner.MapEdit("/access", PutAccessAsync, HttpMethods.Put).IfMatch().WithName("PutAccess");
        partner
            .MapEdit("/requirements/{rid}", PutRequirementAsync, HttpMethods.Put)
            .IfMatch()
            .WithName("PutRequirementState");
        partner.MapEdit("/confirm", ConfirmAsync, HttpMethods.Post).IfMatch().WithName("ConfirmPartner");
    }

    private static RouteGroupBuilder MapPartner(this RouteGroupBuilder v1) =>
        v1.MapGroup("/partners/{id}").WithTags("Partners");

    /// <summary>One partner with its negotiation.</summary>
    public static async Task<Results<Ok<PartnerView>, StatusCodeHttpResult>> ReadAsync(
        string id,
        HttpContext http,
        IDbContextFactory<RegistryDb> databases,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var tag = await db.FindTagAsync(id, cancellationToken) ?? throw RegistryProblem.NoPartner(id);
        if (Preconditions.NotModified(http.Request, tag))
        {
            http.Response.Headers.ETag = tag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        // A tag older than the view costs a reader one more read; a newer one would hide a change.
        var partner = await db.GetWholeAsync(id, cancellationToken);
        http.Response.Headers.ETag = tag;
        return TypedResults.Ok(await db.ViewAsync(partner, cancellationToken));
    }

    /// <summary>Creates a partner, for which a name is enough, or edits the fields that it names.</summary>
    public static Task<Results<Ok<PartnerView>, Created<PartnerView>>> PutAsync(
        string id,
        Fields fields,
        HttpContext http,
        Caller caller,
        Edits edits,
        CancellationToken cancellationToken
    )
    {
        Rules.CheckId("id", id);
        return edits.RunAsync<Results<Ok<PartnerView>, Created<PartnerView>>>(
            caller.Actor,
            async edit =>
            {
                var known = await edit.Db.FindWholeAsync(id, cancellationToken);
                Preconditions.Check(http.Request, known is null ? null : PartnerQueries.TagOf(known));
                if (known is null)
                {
                    known = await edit.CreateAsync(id, new PartnerBody().Merge(fields.Values), cancellationToken);
                    return TypedResults.Created(
                        $"/v1/partners/{id}",
                        await ReplyAsync(edit, known, http, cancellationToken)
                    );
                }

                await edit.ApplyAsync(known, PartnerBody.Of(known).Merge(fields.Values), cancellationToken);
                return TypedResults.Ok(await ReplyAsync(edit, known, http, cancellationToken));
            },
            cancellationToken
        );
    }

    /// <summary>Edits the fields that it names.</summary>
    public static Task<Ok<PartnerView>> PatchAsync(
        string id,
        Fields fields,
        HttpContext http,
        Caller caller,
        Edits edits,
        CancellationToken cancellationToken
    ) =>
        EditAsync(
            id,
            http,
            caller,
            edits,
            (edit, partner) =>
                edit.ApplyAsync(partner, PartnerBody.Of(partner).Merge(fields.Values), cancellationToken),
            cancellationToken
        );

    /// <summary>Sets where a track stands.</summary>
    public static Task<Ok<PartnerView>> PutTrackAsync(
        string id,
        [Description("legal, business or technical")] string track,
        TrackBody body,
        HttpContext http,
        Caller caller,
        Edits edits,
        CancellationToken cancellationToken
    )
    {
        if (!EnumWords.TryParse(track, out Track which))
        {
            throw RegistryProblem.NotFound("track", track, $"The tracks are {EnumWords.All<Track>()}.");
        }

        body.Checked(TrackBody.Validator.Instance);
        return EditAsync(
            id,
            http,
            caller,
            edits,
            (edit, partner) => edit.SetTrack(partner, which, new(body.Status!.Value, body.Note), body.Milestone),
            cancellationToken
        );
    }

    /// <summary>Sets whether a network reaches the partner's service.</summary>
    public static Task<Ok<PartnerView>> PutAccessAsync(
        string id,
        AccessBody body,
        HttpContext http,
        Caller caller,
        Edits edits,
        CancellationToken cancellationToken
    )
    {
        body.Checked(AccessBody.Validator.Instance);
        return EditAsync(
            id,
            http,
            caller,
            edits,
            (edit, partner) => edit.SetAccess(partner, body.Network ?? Network.Own, body.ToState(), body.Milestone),
            cancellationToken
        );
    }

    /// <summary>Sets where the partner stands on a line of its programme's checklist.</summary>
    public static Task<Ok<PartnerView>> PutRequirementAsync(
        string id,
        string rid,
        RequirementStateBody body,
        HttpContext http,
        Caller caller,
        Edits edits,
        CancellationToken cancellationToken
    )
    {
        body.Checked(RequirementStateBody.Validator.Instance);
        return EditAsync(
            id,
            http,
            caller,
            edits,
            (edit, partner) => edit.SetRequirement(partner, rid, body),
            cancellationToken
        );
    }

    /// <summary>Says that what is recorded still holds today.</summary>
    public static Task<Ok<PartnerView>> ConfirmAsync(
        string id,
        HttpContext http,
        Caller caller,
        Edits edits,
        CancellationToken cancellationToken
    ) => EditAsync(id, http, caller, edits, (edit, partner) => edit.Confirm(partner, edit.Now), cancellationToken);

    private static Task<Ok<PartnerView>> EditAsync(
        string id,
        HttpContext http,
        Caller caller,
        Edits edits,
        Action<Edit, Partner> change,
        CancellationToken cancellationToken
    ) =>
        EditAsync(
            id,
            http,
            caller,
            edits,
            (edit, partner) =>
            {
                change(edit, partner);
                return Task.CompletedTask;
            },
            cancellationToken
        );

    private static Task<Ok<PartnerView>> EditAsync(
        string id,
        HttpContext http,
        Caller caller,
        Edits edits,
        Func<Edit, Partner, Task> change,
        CancellationToken cancellationToken
    ) =>
        edits.RunAsync(
            caller.Actor,
            async edit =>
            {
                var partner = await edit.Db.GetWholeAsync(id, cancellationToken);
                Preconditions.Check(http.Request, PartnerQueries.TagOf(partner));
                await change(edit, partner);
                return TypedResults.Ok(await ReplyAsync(edit, partner, http, cancellationToken));
            },
            cancellationToken
        );

    private static async Task<PartnerView> ReplyAsync(
        Edit edit,
        Partner partner,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        await edit.SaveAsync(cancellationToken);
        http.Response.Headers.ETag = PartnerQueries.TagOf(partner);
        return await edit.Db.ViewAsync(partner, cancellationToken);
    }
}
