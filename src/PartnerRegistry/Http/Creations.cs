using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Changes;

namespace PartnerRegistry.Http;

/// <summary>Something just created: where it is and what it says.</summary>
internal sealed record NewThing<T>(string Location, T View);

/// <summary>
/// Creates things, once per <c>Idempotency-Key</c> (IETF draft-ietf-httpapi-idempotency-key-header): the reply is kept for a day in the
/// transaction that created the thing, so that a repeat gets the same reply and creates nothing.
/// </summary>
internal sealed class Creations(Edits edits, TimeProvider clock)
{
    private const string Header = "Idempotency-Key";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <exception cref="RegistryProblem">422 when the key came with another request before.</exception>
    public Task<IResult> RunAsync<TBody, TView>(
        HttpRequest request,
        Caller caller,
        TBody body,
        Func<Edit, Task<NewThing<TView>>> work,
        CancellationToken cancellationToken
    )
    {
        var key = request.Headers[Header].FirstOrDefault();
        if (key is not null && !PlainText.Fits(key, 200))
        {
            throw RegistryProblem.Invalid(
                Header,
                "takes 1 to 200 characters, none of them control or direction characters"
            );
        }

        var fingerprint = Fingerprint(request, body);
        return edits.RunAsync(
            caller.Actor,
            async edit =>
                await RepeatAsync(edit, caller, key, fingerprint, request.HttpContext, cancellationToken)
                ?? Keep(edit, caller, key, fingerprint, await work(edit)),
            cancellationToken
        );
    }

    private async Task<IResult?> RepeatAsync(
        Edit edit,
        Caller caller,
        string? key,
        string fingerprint,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        if (key is null)
        {
            return null;
        }

        var oldest = clock.GetUtcNow() - Kept;
        await edit.Db.IdempotentReplies.Where(reply => reply.At < oldest).ExecuteDeleteAsync(cancellationToken);
        var before = await edit.Db.IdempotentReplies.FindAsync([caller.KeyName, key], cancellationToken);
        if (before is not null && before.Fingerprint != fingerprint)
        {
            throw new RegistryProblem(
                422,
                "Key used before",
                "This Idempotency-Key came with another request before. Use a new key for a new request."
            );
        }

        if (before is not null)
        {
            http.Response.Headers["Idempotency-Replayed"] = "true";
            http.Response.Headers.Location = before.Location;
        }

        return before is null ? null : TypedResults.Text(before.Body, "application/json", statusCode: before.Status);
    }

    private static Created<TView> Keep<TView>(
        Edit edit,
        Caller caller,
        string? key,
        string fingerprint,
        NewThing<TView> created
    )
    {
        if (key is not null)
        {
            edit.Db.IdempotentReplies.Add(
                new()
                {
                    Caller = caller.KeyName,
                    Key = key,
                    Fingerprint = fingerprint,
                    Status = StatusCodes.Status201Created,
                    Location = created.Location,
                    Body = JsonSerializer.Serialize(created.View, WireFormat.Options),
                    At = edit.Now,
                }
            );
        }

        return TypedResults.Created(created.Location, created.View);
    }

    private static string Fingerprint<TBody>(HttpRequest request, TBody body) =>
        Convert.ToHexString(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    $"{request.Method} {request.Path} {JsonSerializer.Serialize(body, WireFormat.Options)}"
                )
            )
        );
}
