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
            BadHttpRequestException { StatusCode: 413 } => new(
                413,
                "Too large",
                "A request body may be 256 KB at most. Use import for more."
            ),
            BadHttpRequestException { InnerException: JsonException json } => JsonProblem.From(json),
            BadHttpRequestException bad => new(bad.StatusCode, "Not readable", bad.Message),
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
            _ when StorageError(exception) is { } sqlite => sqlite,
            _ => new(
                500,
                "Failed",
                "The registry failed on this request; nothing was changed. It is in the log with this time."
            ),
        };

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
