using PartnerBot.Asking.Languages;
using PartnerBot.Noticing;
using PartnerBot.Noticing.Subscribing;

namespace PartnerBot.Asking.Topics;

/// <summary>Has the asker, or the room, hear again of what was muted.</summary>
public sealed class UnmuteTopic(Phrasebook phrasebook, Mutes mutes, TimeProvider clock, Locale locale) : ITopic
{
    public const string TopicName = "unmute";

    public string Name => TopicName;

    public int Precedence => 7;

    public bool AboutPartners => true;

    public bool MayBeOfAll => true;

    public bool IsOrder => true;

    public async Task<Message> AnswerAsync(
        Question question,
        VisiblePartners partners,
        CancellationToken cancellationToken
    )
    {
        var words = phrasebook[question.Language];
        var names = await partners.NamesAsync(cancellationToken);
        var recipient = question.Recipient();
        var wanted = question.AboutWhich();
        if (
            await mutes.FindAsync(recipient, cancellationToken) is not { } held
            || !await mutes.EndAsync(recipient, wanted, cancellationToken)
        )
        {
            return words.NotKept(this, question);
        }

        var said = words.Said(wanted.Select(partner => new Scope(partner, null)), names);
        var isMuted = wanted.Contains(null) ? held.Count > 0 : held.Exists(mute => wanted.Contains(mute.Partner));
        var text = words[(isMuted ? "unmuted" : "unmuted-none").For(recipient), said];
        return !wanted.Contains(null) && held.Find(mute => mute.Partner is null) is { } all
            ? StillMuted(all, text, isMuted, question, words)
            : words.Ordered(this, text);
    }

    // All partners are muted, and so this one too.
    private Message StillMuted(Mute all, string text, bool isMuted, Question question, Words words)
    {
        var recipient = question.Recipient();
        var until = words.At(all.Until, clock.GetUtcNow(), locale.ZoneFor(question));
        var still = words["unmuted-still".For(recipient), until];
        var ask = words.AskOf(Name, Scope.Everything, VisibleNames.None, recipient.IsRoom);
        return words.Ordered(
            this,
            isMuted ? $"{text} {still}" : still,
            new MessageAction(Name, words["action-unmute", words["all-partners"]], ask)
        );
    }
}
