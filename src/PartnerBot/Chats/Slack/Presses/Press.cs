using PartnerBot.Asking;
using PartnerBot.Chats.Slack.Door;

namespace PartnerBot.Chats.Slack.Presses;

/// <summary>A button pressed, or something chosen, by somebody of the company.</summary>
internal sealed record Press(SlackWorkspace Workspace, SlackInteraction Done, SlackPerson Person, ButtonValue Value)
{
    public SlackPlace Place(bool isRoom) =>
        new(Workspace, Done.Channel?.Id ?? Person.Id, Done.Message?.ThreadTs ?? Done.Container?.ThreadTs, isRoom);

    /// <summary>The question, as one of whoever pressed.</summary>
    public Asked Asked(bool isRoom, bool toAll = false) =>
        SlackIncoming.Of(Person, Place(isRoom), Value.Ask, language: Value.Language).Asked with
        {
            ToAll = toAll,
        };
}
