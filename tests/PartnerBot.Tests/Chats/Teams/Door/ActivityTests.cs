using System.Net;
using System.Text.Json.Nodes;
using CsCheck;

namespace PartnerBot.Tests.Chats.Teams.Door;

public sealed class ActivityTests(Doorway door) : IClassFixture<Doorway>
{
    [Theory]
    [InlineData("typing")]
    [InlineData("event")]
    [InlineData("trace")]
    [InlineData("endOfConversation")]
    [InlineData("messageReaction")]
    [InlineData("messageUpdate")]
    [InlineData("messageDelete")]
    [InlineData("contactRelationUpdate")]
    [InlineData("handoff")]
    [InlineData("delay")]
    [InlineData("command")]
    [InlineData("commandResult")]
    [InlineData("invokeResponse")]
    [InlineData("MESSAGE\u0000")]
    [InlineData("of the future")]
    public async Task A_type_of_activity_that_is_not_known_does_nothing(string type)
    {
        var activity = door.Help();
        activity["type"] = type;

        await DoesNothingAsync(activity);
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("slack")]
    [InlineData("emulator")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Another_channel_does_nothing(string? channel)
    {
        foreach (var type in (string[])["message", "installationUpdate", "conversationUpdate"])
        {
            var activity = door.Help();
            (activity["type"], activity["channelId"], activity["action"]) = (type, channel, "add");
            activity["membersAdded"] = new JsonArray(activity["recipient"]!.DeepClone());
            await DoesNothingAsync(activity);
        }
    }

    [Fact]
    public async Task Whatever_an_activity_says_it_is_answered()
    {
        var token = door.Bearer();
        JsonObject[] seeds =
        [
            door.Teams.Message("status netflix"),
            door.Teams.Message("help", chat: Chat.Thread),
            door.Teams.Press(
                new JsonObject
                {
                    ["type"] = "Action.Execute",
                    ["data"] = new JsonObject { ["a"] = 1 },
                }
            ),
            Installing(),
        ];

        await Mutated(seeds)
            .SampleAsync(
                async activity =>
                {
                    var status = await door.PostAsync(activity, token);
                    ((int)status).ShouldBeOneOf([200, 400, 401, 403, 501], activity);
                },
                iter: 500,
                threads: 1
            );
    }

    private JsonObject Installing()
    {
        var activity = door.Teams.Activity("conversationUpdate", chat: Chat.Channel);
        activity["membersAdded"] = new JsonArray(activity["recipient"]!.DeepClone());
        activity["action"] = "add";
        return activity;
    }

    private static Gen<string> Mutated(JsonObject[] seeds) =>
        from seed in Gen.Int[0, seeds.Length - 1].Select(index => seeds[index])
        from changes in Gen.Select(Gen.Int[0, 1000], Odd).Array[1, 4]
        select Change(seed, changes);

    // Stands for half a character, which JsonNode doesn't write.
    private const string Half = "half-a-character";

    // Null takes the value away.
    private static readonly string?[] Oddities =
    [
        null,
        "null",
        "true",
        "5",
        "-1e400",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "[5]",
        "{\"id\":{}}",
        "{\"type\":\"mention\",\"text\":\"\",\"mentioned\":{}}",
        "[{\"type\":\"mention\",\"text\":\"e\",\"mentioned\":{}}]",
        "\"\"",
        "\"message\"",
        "\"invoke\"",
        "\"2026-11-24T07:05:00Z\"",
        "\"19:x;messageid=;messageid=\"",
        $"\"{Half}\"",
    ];

    private static Gen<string?> Odd { get; } =
        Gen.OneOf(
            Gen.Int[0, Oddities.Length - 1].Select(index => Oddities[index]),
            Gen.String.Select(text => (string?)JsonValue.Create(text).ToJsonString())
        );

    // Each change puts something odd in the place of a value, or takes it away.
    private static string Change(JsonObject seed, (int Where, string? What)[] changes)
    {
        var activity = seed.DeepClone().AsObject();
        foreach (var (where, what) in changes)
        {
            var places = PlacesOf(activity).ToArray();
            if (places.Length == 0)
            {
                break;
            }

            var (parent, name) = places[where % places.Length];
            if (what is null)
            {
                parent.Remove(name);
            }
            else
            {
                parent[name] = JsonNode.Parse(what);
            }
        }

        return activity.ToJsonString().Replace(Half, "\\ud800", StringComparison.Ordinal);
    }

    private static IEnumerable<(JsonObject Parent, string Name)> PlacesOf(JsonNode? node) =>
        node switch
        {
            JsonObject parent => parent.SelectMany(field => PlacesOf(field.Value).Prepend((parent, field.Key))),
            JsonArray list => list.SelectMany(PlacesOf),
            _ => [],
        };

    private async Task DoesNothingAsync(JsonObject activity)
    {
        var before = (door.Microsoft.Posted.Count, door.Log.Count, await door.StoredAsync());

        (await door.PostAsync(activity.ToJsonString(), door.Bearer())).ShouldBe(HttpStatusCode.OK);

        (door.Microsoft.Posted.Count, door.Log.Count, await door.StoredAsync()).ShouldBe(before);
    }
}
