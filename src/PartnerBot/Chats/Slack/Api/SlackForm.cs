using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PartnerBot.Chats.Slack.Blocks;

namespace PartnerBot.Chats.Slack.Api;

/// <summary>Arguments as a form, which every method of Slack's takes, with JSON in those that are structures.</summary>
internal static class SlackForm
{
    private static readonly MediaTypeHeaderValue Type = new("application/x-www-form-urlencoded");

    // The same goes to many.
    private static readonly ConditionalWeakTable<SlackMessage, byte[]> Messages = [];

    /// <param name="written">More arguments.</param>
    public static ByteArrayContent Of(IEnumerable<(string Name, string? Value)> arguments, byte[] written)
    {
        var own = Write(arguments);
        byte[] all = own.Length > 0 && written.Length > 0 ? [.. own, (byte)'&', .. written] : [.. own, .. written];
        return new(all) { Headers = { ContentType = Type } };
    }

    /// <summary>The arguments that show a message.</summary>
    public static byte[] Of(SlackMessage message) => Messages.GetValue(message, Write);

    private static byte[] Write(SlackMessage message) =>
        Write([
            ("text", message.Text),
            ("blocks", JsonSerializer.Serialize(message.Blocks, BlockJson.Compact.IReadOnlyListBlock)),
            ("mrkdwn", "false"),
            ("unfurl_links", "false"),
            ("unfurl_media", "false"),
            ("link_names", "false"),
        ]);

    private static byte[] Write(IEnumerable<(string Name, string? Value)> arguments) =>
        Encoding.ASCII.GetBytes(
            string.Join(
                '&',
                arguments
                    .Where(argument => argument.Value is not null)
                    .Select(argument => $"{argument.Name}={Uri.EscapeDataString(argument.Value!)}")
            )
        );
}
