using Microsoft.Bot.Schema.Teams;

namespace PartnerBot.Chats.Teams.Extension;

/// <summary>What a message extension is answered with.</summary>
internal static class ExtensionAnswers
{
    /// <summary>Cards to choose from.</summary>
    public static MessagingExtensionResponse Choose(IEnumerable<MessagingExtensionAttachment> cards) =>
        new(
            new()
            {
                Type = "result",
                AttachmentLayout = "list",
                Attachments = [.. cards],
            }
        );

    /// <summary>One sentence instead.</summary>
    public static MessagingExtensionResponse Say(string text) => new(new() { Type = "message", Text = text });
}
