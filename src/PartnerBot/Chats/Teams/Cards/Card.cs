namespace PartnerBot.Chats.Teams.Cards;

/// <summary>An Adaptive Card 1.5.</summary>
/// <param name="Json">The card; less than 28 KB, which Teams takes for sure.</param>
/// <param name="Summary">What toasts show, in plain words; its first 60 characters hold partner, stage and access.</param>
public sealed record Card(string Json, string Summary);

/// <summary>What a card needs to know beside the message.</summary>
/// <param name="Asked">The question that it answers, in words that can be asked again; null where there was none, and then what is too long is cut.</param>
/// <param name="Part">Which part of a message that is too long for one card, from 0.</param>
/// <param name="SharedBy">The name of who shared it, which the first line then says.</param>
public sealed record CardContext(string? Asked = null, int Part = 0, string? SharedBy = null);
