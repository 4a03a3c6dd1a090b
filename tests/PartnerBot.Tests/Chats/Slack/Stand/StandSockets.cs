using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PartnerBot.Tests.Chats.Slack.Stand;

/// <summary>
/// Slack's end of Socket Mode: addresses with a ticket that is good once, at most 10 connections, and envelopes that are sent
/// again over another connection when the one that carried them ends without a word about them.
/// </summary>
internal sealed class StandSockets(FakeSlack slack)
{
    private const int Most = 10;

    private readonly HashSet<string> tickets = new(StringComparer.Ordinal);
    private readonly List<StandSocket> open = [];
    private readonly List<StandEnvelope> unacknowledged = [];
    private int turn;
    private int count;

    /// <summary>Each connection, once it has said hello.</summary>
    public Recorded<StandSocket> Opened { get; } = new();

    /// <summary>Each connection, once it has ended.</summary>
    public Recorded<StandSocket> Closed { get; } = new();

    /// <summary>What was sent, each time.</summary>
    public Recorded<StandEnvelope> Sent { get; } = new();

    /// <summary>What was acknowledged.</summary>
    public Recorded<Acknowledgement> Acknowledged { get; } = new();

    /// <summary>Those open now.</summary>
    public IReadOnlyList<StandSocket> Connections => slack.InTurn<IReadOnlyList<StandSocket>>(() => [.. open]);

    /// <summary>What waits for a word from the app.</summary>
    public int Waiting => slack.InTurn(() => unacknowledged.Count);

    /// <summary>Sends it over one of the connections, or once there is one, and waits for what is answered.</summary>
    public async Task<Delivered> DeliverAsync(SlackStimulus stimulus)
    {
        var envelope = new StandEnvelope(Guid.NewGuid().ToString(), stimulus);
        slack.InTurn(() =>
        {
            unacknowledged.Add(envelope);
        });
        await SendAsync(envelope, from: null);
        var answer = await Acknowledged.WaitAsync(one => one.Envelope.Id == envelope.Id);
        return new Delivered([new(200, answer.Payload?.ToJsonString() ?? "", "application/json")])
        {
            Refusal = StimulusAnswers.Take(slack, stimulus, answer.Payload),
        };
    }

    /// <summary>Sends all that waits for a word once more, as Slack does when its patience ends.</summary>
    public async Task ResendAsync()
    {
        foreach (var envelope in slack.InTurn(() => unacknowledged.ToList()))
        {
            await SendAsync(envelope, envelope.Carrier);
        }
    }

    internal JsonObject Open()
    {
        var ticket = Guid.NewGuid().ToString();
        tickets.Add(ticket);
        return new JsonObject
        {
            ["url"] = new Uri(slack.SocketsAddress, $"link/?ticket={ticket}&app_id={FakeSlack.AppId}").AbsoluteUri,
        };
    }

    internal async Task ServeAsync(HttpContext http)
    {
        var ticket = http.Request.Query["ticket"].ToString();
        if (!http.WebSockets.IsWebSocketRequest || !slack.InTurn(() => tickets.Remove(ticket)))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var socket = new StandSocket(await http.WebSockets.AcceptWebSocketAsync());
        await TalkAsync(socket, slack.InTurn(() => ++count));
        slack.InTurn(() =>
        {
            count--;
            open.Remove(socket);
        });
        Closed.Add(socket);
        await ResendAsync(socket);
    }

    private async Task TalkAsync(StandSocket socket, int number)
    {
        if (number > Most)
        {
            await socket.DisconnectAsync("too_many_websockets");
            await socket.CloseAsync();
            return;
        }

        // Nothing goes over it before it has said hello.
        await socket.SendAsync(Hello(number));
        slack.InTurn(() => open.Add(socket));
        Opened.Add(socket);
        foreach (var envelope in slack.InTurn(() => unacknowledged.Where(one => one.Carrier is null).ToList()))
        {
            await SendAsync(envelope, from: null);
        }

        await foreach (var message in socket.ReadAsync())
        {
            Take(socket, message);
        }
    }

    // The app says that it has an envelope, with the answer where there is one.
    private void Take(StandSocket socket, JsonObject message)
    {
        var envelope = slack.InTurn(() =>
        {
            var known = unacknowledged.Find(one => one.Id == message.Text("envelope_id"));
            return known is not null && unacknowledged.Remove(known) ? known : null;
        });
        if (envelope is not null)
        {
            Acknowledged.Add(new(envelope, socket, message.Object("payload")));
        }
    }

    private async Task ResendAsync(StandSocket ended)
    {
        foreach (var envelope in slack.InTurn(() => unacknowledged.Where(one => one.Carrier == ended).ToList()))
        {
            await SendAsync(envelope, from: ended);
        }
    }

    // Over another connection than before; once only where two would send it on.
    private async Task SendAsync(StandEnvelope envelope, StandSocket? from)
    {
        var socket = slack.InTurn(() =>
        {
            if (envelope.Carrier != from)
            {
                return null;
            }

            var others = open.Where(one => one != from && one.IsGood).ToList();
            var chosen = others.Count is 0 ? null : others[turn++ % others.Count];
            envelope.Attempts += chosen is null ? 0 : 1;
            return envelope.Carrier = chosen;
        });
        if (socket is not null)
        {
            Sent.Add(envelope);
            await socket.SendAsync(envelope.Describe());
        }
    }

    private static JsonObject Hello(int count) =>
        new()
        {
            ["type"] = "hello",
            ["num_connections"] = count,
            ["debug_info"] = new JsonObject
            {
                ["host"] = "applink-1",
                ["build_number"] = 1,
                ["approximate_connection_time"] = 18060,
            },
            ["connection_info"] = new JsonObject { ["app_id"] = FakeSlack.AppId },
        };
}

/// <summary>Something for the app, until the app says that it has it.</summary>
internal sealed record StandEnvelope(string Id, SlackStimulus Stimulus)
{
    /// <summary>Over what it went last; null while there is no connection.</summary>
    public StandSocket? Carrier { get; set; }

    public int Attempts { get; set; }

    internal JsonObject Describe()
    {
        var envelope = new JsonObject
        {
            ["envelope_id"] = Id,
            ["type"] = Stimulus.EnvelopeType,
            ["accepts_response_payload"] = Stimulus.TakesAnswer,
            ["payload"] = Stimulus.Payload.Copy(),
        };
        if (Stimulus.Kind is StimulusKind.Event)
        {
            envelope["retry_attempt"] = Attempts - 1;
            envelope["retry_reason"] = Attempts > 1 ? "timeout" : "";
        }

        return envelope;
    }
}

/// <summary>The app's word that it has an envelope.</summary>
internal sealed record Acknowledgement(StandEnvelope Envelope, StandSocket Socket, JsonObject? Payload);
