using System.Security.Cryptography;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Changes;
using PartnerRegistry.Http;
using PartnerRegistry.Storage;

namespace PartnerRegistry.Webhooks;

/// <summary>Where to ring when the feed has grown.</summary>
/// <param name="Url">An https address; http and private addresses only for hosts in the setting <c>Webhooks:PrivateHosts</c>.</param>
/// <param name="Secret">A Standard Webhooks secret, <c>whsec_</c> and base64 of 24 to 64 bytes; made up where left out.</param>
public sealed record WebhookBody(string? Url, string? Secret = null)
{
    internal sealed class Validator : AbstractValidator<WebhookBody>
    {
        public static readonly Validator Instance = new();

        private Validator()
        {
            RuleFor(body => body.Url)
                .Must(url =>
                    url is { Length: <= 2000 }
                    && Uri.TryCreate(url, UriKind.Absolute, out var uri)
                    && uri is { Scheme: "https" or "http", UserInfo: "" }
                )
                .WithMessage(
                    "takes an absolute http or https address of at most 2000 characters, without user and password"
                );
            RuleFor(body => body.Secret!)
                .Must(secret => StandardWebhooks.KeyOf(secret) is not null)
                .When(body => body.Secret is not null)
                .WithMessage("takes whsec_ and base64 of 24 to 64 bytes; leave it out to have one made");
        }
    }
}

public sealed record WebhookView(string Id, string Url, DateTimeOffset CreatedAt);

/// <param name="Secret">Shown this once.</param>
public sealed record NewWebhookView(string Id, string Url, DateTimeOffset CreatedAt, string Secret);

internal static class WebhookEndpoints
{
    private const int MostWebhooks = 100;

    public static void MapWebhooks(this RouteGroupBuilder v1)
    {
        v1.MapGet("/webhooks", ListAsync)
            .RequireAuthorization(KeyAuthentication.Editor)
            .WithTags("Webhooks")
            .WithName("ListWebhooks");
        v1.MapCreate("/webhooks", AddAsync).WithTags("Webhooks").WithName("AddWebhook");
        v1.MapEdit("/webhooks/{id}", RemoveAsync, HttpMethods.Delete).WithTags("Webhooks").WithName("RemoveWebhook");
    }

    /// <summary>Who is rung when the feed has grown.</summary>
    public static async Task<Ok<Page<WebhookView>>> ListAsync(
        IDbContextFactory<RegistryDb> databases,
        CancellationToken cancellationToken
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var webhooks = await db
            .Webhooks.AsNoTracking()
            .OrderBy(webhook => webhook.CreatedAt)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new Page<WebhookView>(
                [.. webhooks.Select(webhook => new WebhookView(webhook.Id, webhook.Url, webhook.CreatedAt))],
                null
            )
        );
    }

    /// <summary>Registers an address to be rung, signed as Standard Webhooks says, when the feed has grown.</summary>
    public static Task<IResult> AddAsync(
        WebhookBody body,
        HttpRequest request,
        Caller caller,
        Creations creations,
        WebhookHosts hosts,
        CancellationToken cancellationToken
    )
    {
        hosts.Check(new Uri(body.Checked(WebhookBody.Validator.Instance).Url!));
        return creations.RunAsync(
            request,
            caller,
            body,
            edit => RegisterAsync(edit, body, cancellationToken),
            cancellationToken
        );
    }

    private static async Task<NewThing<NewWebhookView>> RegisterAsync(
        Edit edit,
        WebhookBody body,
        CancellationToken cancellationToken
    )
    {
        if (await edit.Db.Webhooks.CountAsync(cancellationToken) >= MostWebhooks)
        {
            throw new RegistryProblem(
                409,
                "Too many webhooks",
                $"There are {MostWebhooks} webhooks already. DELETE one that is not used."
            );
        }

        var webhook = new Webhook
        {
            Id = $"w-{Guid.CreateVersion7(edit.Now):N}",
            Url = body.Url!,
            Secret = body.Secret ?? "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            CreatedAt = edit.Now,
        };
        edit.Db.Add(webhook);
        return new("/v1/webhooks", new(webhook.Id, webhook.Url, webhook.CreatedAt, webhook.Secret));
    }

    /// <summary>Rings no more.</summary>
    public static Task<NoContent> RemoveAsync(
        string id,
        Caller caller,
        Edits edits,
        CancellationToken cancellationToken
    ) =>
        edits.RunAsync(
            caller.Actor,
            async edit =>
                await edit.Db.Webhooks.Where(webhook => webhook.Id == id).ExecuteDeleteAsync(cancellationToken) > 0
                    ? TypedResults.NoContent()
                    : throw RegistryProblem.NotFound("webhook", id, "GET /v1/webhooks lists them."),
            cancellationToken
        );
}
