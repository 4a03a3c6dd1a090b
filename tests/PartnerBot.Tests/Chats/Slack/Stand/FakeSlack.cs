using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>
/// Slack's side of the wire, as its documentation has it: the Web API with strict tokens, scopes and limits, what people see,
/// <c>response_url</c>s and Socket Mode. In memory, or on a loopback port for programs in other processes.
/// </summary>
internal sealed partial class FakeSlack : IAsyncDisposable
{
    public const string SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const string BotToken = "xoxb-0000000001-the-bot-s-own-token";
    public const string AppToken = "xapp-1-A0000000001-the-app-s-own-token";
    public const string ClientId = "1111111111.2222222222";
    public const string ClientSecret = "the-app-s-client-secret";
    public const string Team = "T0000000001";
    public const string BotUser = "U00000000B1";
    public const string BotId = "B0000000001";
    public const string AppId = "A0000000001";

    private readonly Lock gate = new();
    private readonly Dictionary<string, Workspace> teams = new(StringComparer.Ordinal);
    private readonly List<RateLimit> limits = [];
    private StandHost host = null!;
    private int ids;
    private long lastTs;

    private FakeSlack(TimeProvider clock)
    {
        Clock = clock;
        Tokens = new(clock);
        Home = Workspace.Usual(Team, "Telkom", BotUser);
        teams[Team] = Home;
        Tokens.Add(new(BotToken, StandTokenKind.Bot, Home) { Scopes = [.. Tokens.AllScopes] });
        Tokens.Add(new(AppToken, StandTokenKind.App, Home) { Scopes = ["connections:write"] });
        OAuth = new(this);
        ResponseUrls = new(this);
        Triggers = new(clock);
        Sockets = new(this);
    }

    public TimeProvider Clock { get; }

    /// <summary>Where it is: <c>https://slack.com/</c> in memory, else a loopback port.</summary>
    public Uri Address => host.Address;

    internal Uri HooksAddress => host.Hooks;

    internal Uri SocketsAddress => host.SocketsAddress;

    /// <summary>What the bot takes as <c>Slack:ApiBaseUrl</c>.</summary>
    public Uri ApiAddress => new(Address, "api/");

    /// <summary>For the bot's clients; reaches the Web API and response addresses, whatever host they name.</summary>
    public HttpMessageHandler Handler => host.Handler();

    /// <summary>The workspace <see cref="Team"/>.</summary>
    public Workspace Home { get; }

    public Tokens Tokens { get; }

    public OAuth OAuth { get; }

    public ResponseUrls ResponseUrls { get; }

    /// <summary>The right to open a modal, 3 s after somebody did something.</summary>
    public Triggers Triggers { get; }

    public StandSockets Sockets { get; }

    /// <summary>Every call of the Web API, in order of its answers; one that hangs as it came in.</summary>
    public Recorded<StandCall> Calls { get; } = new();

    /// <summary>What an app answered at once that Slack doesn't take.</summary>
    public Recorded<string> Refusals { get; } = new();

    /// <summary>Cards under links that somebody was still writing, by the id of the wish for them.</summary>
    public Dictionary<string, JsonObject> ComposerUnfurls { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers in place of Slack; null is as if all were well.</summary>
    public Func<StandCall, StandAnswer?> Answer { get; set; } = _ => null;

    /// <summary>
    /// Whether a message with blocks alone is refused: <c>no_text</c>. Slack itself takes it, with a warning; phones and screen
    /// readers then have nothing to say.
    /// </summary>
    public bool RequiresText { get; set; } = true;

    /// <summary>How much all texts of a message's blocks come to at most, in characters; nowhere documented.</summary>
    public int LongestMessage { get; set; } = 13_200;

    public static async Task<FakeSlack> StartAsync(TimeProvider clock, bool onLoopback = false)
    {
        var slack = new FakeSlack(clock);
        slack.host = await StandHost.StartAsync(slack, onLoopback);
        return slack;
    }

    /// <summary>Opens a socket at an address that <c>apps.connections.open</c> gave.</summary>
    public Task<WebSocket> ConnectAsync(Uri address, CancellationToken cancellationToken) =>
        host.ConnectAsync(address, cancellationToken);

    public Workspace TeamOf(string team) => teams[team];

    public IReadOnlyList<Workspace> Workspaces => [.. teams.Values];

    /// <summary>What people do in the workspace <see cref="Team"/>.</summary>
    public SlackStimuli Stimuli => StimuliIn(Home);

    public SlackStimuli StimuliIn(Workspace team) => new(this, team);

    /// <summary>A further company with the same people and channels, where the app isn't installed yet.</summary>
    public Workspace AddWorkspace(string team, string name) =>
        teams[team] = Workspace.Usual(team, name, $"U{team[^9..]}B");

    /// <summary>The calls of one method.</summary>
    public IReadOnlyList<StandCall> CallsOf(string method) => [.. Calls.All.Where(call => call.Method == method)];

    /// <summary>Until a method is called for the <paramref name="nth"/> time.</summary>
    public Task<StandCall> CalledAsync(string method, int nth = 1) =>
        Calls.WaitAsync(call => call.Method == method, nth);

    /// <summary>Answers 429 to the next calls of a method, in one channel or in all.</summary>
    public void Limit(string method, int retryAfter, int times = 1, string? channel = null) =>
        InTurn(() =>
        {
            limits.Add(new(method, channel, retryAfter) { Left = times });
        });

    /// <summary>What is read and changed in one piece.</summary>
    public T InTurn<T>(Func<T> act)
    {
        lock (gate)
        {
            return act();
        }
    }

    /// <inheritdoc cref="InTurn{T}(Func{T})"/>
    public void InTurn(Action act)
    {
        lock (gate)
        {
            act();
        }
    }

    /// <summary>A new id of a kind, e.g. <c>V</c> for a view.</summary>
    public string NewId(string kind) => $"{kind}{Interlocked.Increment(ref ids):X10}";

    /// <summary>A timestamp that nothing else has, and later than all before.</summary>
    public string NewTs()
    {
        lock (gate)
        {
            lastTs = Math.Max(lastTs + 1, Clock.GetUtcNow().ToUnixTimeSeconds() * 1_000_000);
            return FormattableString.Invariant($"{lastTs / 1_000_000}.{lastTs % 1_000_000:000000}");
        }
    }

    internal JsonObject Unfurled(string id, JsonObject unfurls)
    {
        if (!ComposerUnfurls.ContainsKey(id))
        {
            throw new StandError("invalid_unfurl_id");
        }

        ComposerUnfurls[id] = (JsonObject)unfurls.DeepClone();
        return [];
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    private sealed record RateLimit(string Method, string? Channel, int RetryAfter)
    {
        public int Left { get; set; }
    }
}
