using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Web;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.EndToEnd.Slack;

/// <summary>The same request to the stand-in and to <c>emulate</c>, which others wrote: the same error comes back.</summary>
public sealed class EmulateTests(EmulateTests.Both both) : IClassFixture<EmulateTests.Both>
{
    private const string Redirect = "https://bot.test/slack/oauth";

    [Theory]
    [MemberData(nameof(EmulateCalls.Errors), MemberType = typeof(EmulateCalls))]
    public async Task The_same_request_gets_the_same_error(string method, string form, string? token, string error)
    {
        var ours = await both.CallSlackAsync(method, form, token);
        var theirs = await both.CallEmulateAsync(method, form, token);
        (ours.Text("error"), theirs.Text("error")).ShouldBe((error, error));
        ours.Text("needed").ShouldBe(theirs.Text("needed"));
    }

    [Theory]
    [MemberData(nameof(EmulateCalls.Differences), MemberType = typeof(EmulateCalls))]
    public async Task These_differ(string method, string form, string? token, string slack, string? emulate)
    {
        (await both.CallSlackAsync(method, form, token)).Text("error").ShouldBe(slack);
        (await both.CallEmulateAsync(method, form, token)).Text("error").ShouldBe(emulate);
    }

    [Fact]
    public async Task A_code_gives_a_token_of_the_same_shape_once()
    {
        var (ours, theirs) = await both.CodesAsync(Redirect);
        var first = await AccessAsync(ours, theirs, Redirect);
        Shape(first.Ours).ShouldBe(Shape(first.Theirs));
        Shape(first.Ours).ShouldContain("access_token");

        var again = await AccessAsync(ours, theirs, Redirect);
        (again.Ours.Text("error"), again.Theirs.Text("error")).ShouldBe(("invalid_code", "invalid_code"));
    }

    [Fact]
    public async Task A_code_is_good_only_for_where_it_was_sent()
    {
        var (ours, theirs) = await both.CodesAsync(Redirect);
        var refused = await AccessAsync(ours, theirs, "https://elsewhere.test/slack/oauth");
        (refused.Ours.Text("error"), refused.Theirs.Text("error")).ShouldBe(("bad_redirect_uri", "bad_redirect_uri"));
    }

    private async Task<(JsonObject Ours, JsonObject Theirs)> AccessAsync(string ours, string theirs, string redirect)
    {
        var form = $"client_id={{client}}&client_secret={{secret}}&redirect_uri={Uri.EscapeDataString(redirect)}&code=";
        return (
            await both.CallSlackAsync("oauth.v2.access", form + ours, token: null),
            await both.CallEmulateAsync("oauth.v2.access", form + theirs, token: null)
        );
    }

    private static IReadOnlyList<string> Shape(JsonObject answer) =>
        [.. answer.Select(part => part.Key).Order(StringComparer.Ordinal)];

    /// <summary>The stand-in and <c>emulate</c>, with the same app in both.</summary>
    public sealed class Both : IAsyncLifetime
    {
        /// <summary>A token without any scope.</summary>
        public const string Bare = "xoxb-without-scopes";

        private const string Package = "emulate";

        private FakeSlack slack = null!;
        private NodeProgram emulate = null!;
        private HttpClient client = null!;

        public async ValueTask InitializeAsync()
        {
            if (!NodeProgram.IsInstalled(Package))
            {
                return;
            }

            slack = await FakeSlack.StartAsync(TimeProvider.System, onLoopback: true);
            slack.Tokens.Add(new(Bare, StandTokenKind.Bot, slack.Home) { Scopes = ["commands"] });
            emulate = await NodeProgram.StartAsync(
                "emulate.cjs",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["SEED"] = Seed().ToJsonString() }
            );
            client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        }

        internal Task<JsonObject> CallSlackAsync(string method, string form, string? token)
        {
            NodeProgram.Need(Package);
            return CallAsync(
                slack.ApiAddress,
                method,
                form.Replace("{channel}", StandPlaces.Deals, StringComparison.Ordinal),
                token
            );
        }

        internal Task<JsonObject> CallEmulateAsync(string method, string form, string? token) =>
            CallAsync(
                new(emulate.Address, "api/"),
                method,
                form.Replace("{channel}", "C000000001", StringComparison.Ordinal),
                token
            );

        /// <summary>A code of each, as somebody's consent gives it.</summary>
        internal async Task<(string Ours, string Theirs)> CodesAsync(string redirect)
        {
            NodeProgram.Need(Package);
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["user_id"] = "U000000001",
                    ["redirect_uri"] = redirect,
                    ["scope"] = "chat:write",
                    ["client_id"] = FakeSlack.ClientId,
                }
            );
            var address = new Uri(emulate.Address, "oauth/v2/authorize/callback");
            using var response = await client.PostAsync(address, form, TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            var theirs = HttpUtility.ParseQueryString(response.Headers.Location!.Query)["code"]!;
            return (slack.OAuth.Grant(slack.Home, StandPeople.Alex, ["chat:write"], redirect), theirs);
        }

        public async ValueTask DisposeAsync()
        {
            client?.Dispose();
            await (emulate?.DisposeAsync() ?? default);
            await (slack?.DisposeAsync() ?? default);
        }

        private async Task<JsonObject> CallAsync(Uri api, string method, string form, string? token)
        {
            var body = form.Replace("{client}", FakeSlack.ClientId, StringComparison.Ordinal)
                .Replace("{secret}", FakeSlack.ClientSecret, StringComparison.Ordinal);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api, method));
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
            request.Headers.Authorization = token is null ? null : new("Bearer", token);
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return JsonNode
                .Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!
                .AsObject();
        }

        private static JsonObject Seed() =>
            new()
            {
                ["strict_scopes"] = true,
                ["tokens"] = new JsonArray(
                    new JsonObject
                    {
                        ["token"] = FakeSlack.BotToken,
                        ["type"] = "bot",
                        ["scopes"] = JsonReading.Array(Tokens.AllScopes),
                    },
                    new JsonObject
                    {
                        ["token"] = Bare,
                        ["type"] = "bot",
                        ["scopes"] = JsonReading.Array(["commands"]),
                    }
                ),
                ["oauth_apps"] = new JsonArray(
                    new JsonObject
                    {
                        ["client_id"] = FakeSlack.ClientId,
                        ["client_secret"] = FakeSlack.ClientSecret,
                        ["name"] = "PartnerBot",
                        ["redirect_uris"] = JsonReading.Array([Redirect]),
                    }
                ),
            };
    }
}
