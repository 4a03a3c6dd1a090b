using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PartnerBot.Tests.Chats.Slack.Stand;

// How a call of the Web API is read, checked and answered.
internal sealed partial class FakeSlack
{
    private static readonly FrozenDictionary<string, ApiMethod> Methods = new[]
    {
        AppMethods.All,
        ChatMethods.All,
        ConversationMethods.All,
        UserMethods.All,
        ViewMethods.All,
    }
        .SelectMany(all => all)
        .ToFrozenDictionary(method => method.Name, StringComparer.Ordinal);

    /// <summary>The methods that it knows.</summary>
    public static IReadOnlyList<string> MethodNames => Methods.Keys;

    /// <summary>The scope without which the method is refused at once; null where there is none such.</summary>
    public static string? ScopeOf(string method) => Methods[method].Scope;

    internal async Task AnswerAsync(HttpContext http, string name)
    {
        var method = Methods.GetValueOrDefault(name);
        StandCall call;
        try
        {
            call = await CallReading.ReadAsync(http.Request, name, method?.TakesJson ?? true);
        }
        catch (StandError error)
        {
            call = new(name, Token: null, [], http.Request.ContentType) { Answer = StandAnswer.Of(error.Body) };
        }

        var answer = call.Answer ?? Decide(method, call);
        call.Answer = answer.Hangs ? null : answer;
        Calls.Add(call);
        if (call.Token is { } token && Tokens.Find(token) is { } known)
        {
            http.Response.Headers["X-OAuth-Scopes"] = string.Join(',', known.Scopes.Order(StringComparer.Ordinal));
        }

        await WriteAsync(http, answer);
    }

    private StandAnswer Decide(ApiMethod? method, StandCall call)
    {
        if (Limited(call) is { } limited)
        {
            return limited;
        }

        if (Answer(call) is { } other)
        {
            if (other.IsDone)
            {
                Perform(method, call);
            }

            return other;
        }

        return Perform(method, call);
    }

    private StandAnswer? Limited(StandCall call) =>
        InTurn(() =>
        {
            var limit = limits.Find(one =>
                one.Left > 0 && one.Method == call.Method && (one.Channel is null || one.Channel == call["channel"])
            );
            if (limit is null)
            {
                return null;
            }

            limit.Left--;
            return StandAnswer.RateLimited(limit.RetryAfter);
        });

    private StandAnswer Perform(ApiMethod? method, StandCall call)
    {
        try
        {
            var known = method ?? throw new StandError("unknown_method");
            var token = known.Tokens.Count is 0 ? null : Tokens.Check(call.Token, known.Tokens);
            var one = new ApiCall(this, call, token);
            if (known.Scope is { } scope)
            {
                one.NeedScope(scope);
            }

            return StandAnswer.Of(Warn(call, InTurn(() => new JsonObject { ["ok"] = true }.With(known.Run(one)))));
        }
        catch (StandError error)
        {
            return StandAnswer.Of(error.Body);
        }
    }

    // Slack minds JSON that doesn't name its charset, and takes it.
    private static JsonObject Warn(StandCall call, JsonObject answer)
    {
        if (call.ContentType is "application/json")
        {
            answer["warning"] = "missing_charset";
            var more = answer["response_metadata"] as JsonObject ?? [];
            more["warnings"] = JsonReading.Array(["missing_charset"]);
            answer["response_metadata"] = more.Parent is null ? more : more.Copy();
        }

        return answer;
    }

    internal static async Task WriteAsync(HttpContext http, StandAnswer answer)
    {
        if (answer.Hangs)
        {
            var abandoned = new TaskCompletionSource();
            await using var _ = http.RequestAborted.Register(abandoned.SetResult);
            await abandoned.Task;
            return;
        }

        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType;
        if (answer.RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        await http.Response.WriteAsync(answer.Body, http.RequestAborted);
    }
}
