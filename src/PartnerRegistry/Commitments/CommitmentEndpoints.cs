using System.ComponentModel;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Changes;
using PartnerRegistry.Http;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Commitments;

/// <summary>A promise to record.</summary>
public sealed record CommitmentBody(
    LocalizedText? Text,
    Spokesperson? PromisedBy = null,
    CommitmentStatus? Status = null,
    Source? Source = null,
    Visibility? Visibility = null,
    DateTimeOffset? AnnouncedAt = null
)
{
    internal sealed class Validator : AbstractValidator<CommitmentBody>
    {
        public static readonly Validator Instance = new();

        private Validator()
        {
            RuleFor(body => body.Text).Localized(1000);
            RuleFor(body => body.PromisedBy!.Name).Line(200).When(body => body.PromisedBy is not null);
            RuleFor(body => body.PromisedBy!.Title).Line(200).When(body => body.PromisedBy?.Title is not null);
            RuleFor(body => body.Source!).SetValidator(SourceValidator.Instance).When(body => body.Source is not null);
        }
    }
}

public sealed record CommitmentView(
    string Id,
    string Partner,
    Spokesperson? PromisedBy,
    LocalizedText Text,
    CommitmentStatus Status,
    Source? Source,
    Visibility Visibility,
    DateTimeOffset? AnnouncedAt,
    DateTimeOffset RecordedAt
)
{
    public static CommitmentView From(Commitment commitment)
    {
        ArgumentNullException.ThrowIfNull(commitment);
        return new(
            commitment.Id,
            commitment.PartnerId,
            commitment.PromisedBy,
            commitment.Text,
            commitment.Status,
            commitment.Source,
            commitment.Visibility,
            commitment.AnnouncedAt,
            commitment.RecordedAt
        );
    }
}

internal static class CommitmentEndpoints
{
    public static void MapCommitments(this RouteGroupBuilder v1)
    {
        v1.MapGet("/partners/{id}/commitments", ListAsync).WithTags("Commitments").WithName("ListCommitments");
        v1.MapCreate("/partners/{id}/commitments", AddAsync).WithTags("Commitments").WithName("AddCommitment");
        v1.MapEdit("/commitments/{id}/fulfil", FulfilAsync, HttpMethods.Post)
            .WithTags("Commitments")
            .WithName("FulfilCommitment");
    }

    /// <summary>A partner's commitments, in the order they were recorded.</summary>
    public static async Task<Ok<Page<CommitmentView>>> ListAsync(
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

        var commitments = db.Commitments.AsNoTracking().Where(commitment => commitment.PartnerId == id);
        if (after is not null)
        {
            var last =
                await commitments.FirstOrDefaultAsync(commitment => commitment.Id == after, cancellationToken)
                ?? throw Paging.BadToken();
            commitments = commitments.Where(c =>
                c.RecordedAt > last.RecordedAt || (c.RecordedAt == last.RecordedAt && c.Id.CompareTo(last.Id) > 0)
            );
        }

        var oneMore = await commitments.InOrder().Take(limit + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(oneMore.ToPage(limit, CommitmentView.From, commitment => commitment.Id));
    }

    /// <summary>Records a promise.</summary>
    public static Task<IResult> AddAsync(
        string id,
        CommitmentBody body,
        HttpRequest request,
        Caller caller,
        Creations creations,
        CancellationToken cancellationToken
    ) =>
        creations.RunAsync(
            request,
            caller,
            body.Checked(CommitmentBody.Validator.Instance),
            async edit =>
            {
                var commitment = edit.Add(
                    await edit.Db.GetWholeAsync(id, cancellationToken),
                    body,
                    CommitmentEdits.NewId(edit)
                );
                return new NewThing<CommitmentView>($"/v1/partners/{id}/commitments", CommitmentView.From(commitment));
            },
            cancellationToken
        );

    /// <summary>Says that a promise has been kept.</summary>
    public static Task<Ok<CommitmentView>> FulfilAsync(
        string id,
        Caller caller,
        Edits edits,
        CancellationToken cancellationToken
    ) =>
        edits.RunAsync(
            caller.Actor,
            async edit =>
            {
                var commitment =
                    await edit.Db.Commitments.FirstOrDefaultAsync(known => known.Id == id, cancellationToken)
                    ?? throw RegistryProblem.NotFound(
                        "commitment",
                        id,
                        "GET /v1/partners/{id}/commitments lists a partner's."
                    );
                edit.Fulfil(await edit.Db.GetWholeAsync(commitment.PartnerId, cancellationToken), commitment);
                return TypedResults.Ok(CommitmentView.From(commitment));
            },
            cancellationToken
        );
}
