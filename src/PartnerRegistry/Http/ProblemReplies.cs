using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PartnerRegistry.Http;

/// <summary>Turns what went wrong in a request into problem+json: the caller's doing with the field and the fix, ours without details but logged.</summary>
internal sealed partial class ProblemReplies(IProblemDetailsService problems, ILogger<ProblemReplies> log)
    : IExceptionHandler
{
    private const int SqliteReadOnly = 8;
    private const int SqliteFull = 13;

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var problem = ToProblem(exception);
        if (problem.Status >= 500)
        {
            LogFailure(log, httpContext.Request.Method, httpContext.Request.Path, exception);
        }

        httpContext.Response.StatusCode = problem.Status;
        var details = new ProblemDetails
        {
            Status = problem.Status,
            Title = problem.Title,
            Detail = problem.Message,
        };
        if (problem.Errors.Count > 0)
        {
            details.Extensions["errors"] = problem.Errors;
        }

        await problems.WriteAsync(new() { HttpContext = httpContext, ProblemDetails = details });
        return true;
    }

    private static RegistryProblem ToProblem(Exception exception) =>
        exception switch
        {
            RegistryProblem problem => problem,
            BadHttpRequestException { InnerException: JsonException json } => JsonProblem.From(json),
            BadHttpRequestException bad => NotBound(bad),
            JsonException json => JsonProblem.From(json),
            DbUpdateConcurrencyException => new(
                409,
                "Changed meanwhile",
                "Somebody else changed it in the same moment. GET it again and repeat the edit."
            ),
            DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } } =>
                new(
                    409,
                    "Changed meanwhile",
                    "The same thing was created in the same moment. GET it again and repeat the edit."
                ),
            PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire } => new(
                400,
                "Not readable",
                "The address holds a character that no text here has. Leave it out."
            ),
            _ when StorageError(exception) is { } sqlite => sqlite,
            _ => new(
                500,
                "Failed",
                "The registry failed on this request; nothing was changed. It is in the log with this time."
            ),
        };

    /// <summary>What to do about the replies that the framework gives by itself.</summary>
    public static string? FixOf(int? status) =>
        status switch
        {
            401 => "Send an API key of this registry: Authorization: Bearer KEY.",
            403 => "This key may only read. Use one with the role editor.",
            404 => "There is no such route. /openapi.json lists them.",
            405 => "This route does not take that method. /openapi.json lists what it takes.",
            413 => "A request body may be 256 KB at most. Use import for more.",
            415 => "Send JSON, with Content-Type: application/json.",
            _ => null,
        };

    // The framework says it in a sentence: Failed to bind parameter "int limit" from "abc".
    private static RegistryProblem NotBound(BadHttpRequestException bad) =>
        bad.StatusCode is not 400 ? new(bad.StatusCode, "Not readable", FixOf(bad.StatusCode) ?? bad.Message)
        : bad.Message.Contains("no body was provided", StringComparison.Ordinal)
            ? RegistryProblem.Invalid("body", "is missing; send the JSON that the OpenAPI document describes")
        : bad.Message.Split('"') is ["Failed to bind parameter ", var parameter, ..]
            ? RegistryProblem.Invalid(
                JsonNamingPolicy.CamelCase.ConvertName(parameter.Split(' ')[^1]),
                "can't be read; the OpenAPI document says what it takes"
            )
        : new(400, "Not readable", bad.Message);

    private static RegistryProblem? StorageError(Exception exception) =>
        (exception as SqliteException ?? exception.InnerException as SqliteException)?.SqliteErrorCode switch
        {
            SqliteFull => new(
                507,
                "Disk full",
                "The registry's disk is full; nothing was changed. Free some space and send it again."
            ),
            SqliteReadOnly => new(
                503,
                "Read-only",
                "The registry's database can't be written to; nothing was changed. Give the service write access to it."
            ),
            _ => null,
        };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogFailure(ILogger logger, string method, PathString path, Exception exception);
}
