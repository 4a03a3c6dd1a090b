using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json;
using PartnerBot.Chats.Http;

namespace PartnerBot.Chats.Teams.Door;

/// <summary>The bytes of an activity, which anybody may send: read before there is a look at the token, which depends on what they say.</summary>
internal static class ActivityBody
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = AskBody.Deepest };

    /// <summary>The activity; null where it is none, or one whose fields are of other types than an activity's.</summary>
    public static Activity? Read(ReadOnlyMemory<byte> body)
    {
        var text = body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;
        if (!Utf8.IsValid(text.Span))
        {
            return null;
        }

        try
        {
            // Newtonsoft, which the Bot Framework's types need, has no limit that holds for all of a body.
            using (JsonDocument.Parse(text, Shallow)) { }
            using var reader = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(text.Span)));
            var activity = HttpHelper.BotMessageSerializer.Deserialize<Activity>(reader);
            return activity?.Type is { Length: > 0 } && IsWhole(activity) ? activity : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The types of the Bot Framework have converters that throw whatever comes to them.
            return null;
        }
    }

    // These parts are read when they are asked for, and throw then.
    private static bool IsWhole(Activity activity)
    {
        activity.GetChannelData<TeamsChannelData>();
        activity.GetMentions();
        return true;
    }
}
