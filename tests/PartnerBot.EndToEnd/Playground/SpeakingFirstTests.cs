using PartnerBot.Asking;
using PartnerBot.Chats;

namespace PartnerBot.EndToEnd.Playground;

/// <summary>What the bot says unasked, to a person, a group chat, a channel and a thread.</summary>
public sealed class SpeakingFirstTests(PlaygroundBot house) : IClassFixture<PlaygroundBot>
{
    [Fact]
    public async Task A_person_is_told_in_their_chat_and_what_was_said_can_be_changed()
    {
        await using var teams = await house.OpenAsync();
        await teams.InstallAsync(teams.Personal);

        await IsSaidAndChangedAsync(
            teams,
            new("teams", teams.Tenant, AddressKind.Person, teams.AlexInDirectory),
            teams.Personal
        );
    }

    [Fact]
    public async Task A_group_chat_is_told()
    {
        await using var teams = await house.OpenAsync();
        await teams.InstallAsync(teams.Group);

        await IsSaidAndChangedAsync(teams, new("teams", teams.Tenant, AddressKind.Room, teams.Group), teams.Group);
    }

    [Fact]
    public async Task A_channel_is_told_in_a_post_and_a_thread_of_it_in_a_reply()
    {
        await using var teams = await house.OpenAsync();
        await teams.InstallAsync(TeamsClient.Channel);
        var channel = new ConversationAddress("teams", teams.Tenant, AddressKind.Room, TeamsClient.Channel);

        var told = await house.Platform.SendAsync(channel, Say("Viu has agreed."), Until);
        var post = await teams.NextPostAsync(TeamsClient.Channel, told.MessageId);
        post.Lines.ShouldBe(["Viu has agreed."]);
        await house.Platform.UpdateAsync(channel, told.MessageId!, Say("Viu is live."), Until);
        (await teams.ChangedAsync(post)).Lines.ShouldBe(["Viu is live."]);

        await IsSaidAndChangedAsync(teams, channel with { Thread = told.MessageId }, post.Where);
    }

    private static CancellationToken Until => TestContext.Current.CancellationToken;

    private async Task IsSaidAndChangedAsync(TeamsClient teams, ConversationAddress address, string where)
    {
        var told = await house.Platform.SendAsync(address, Say("Viu has agreed."), Until);
        told.Outcome.ShouldBe(DeliveryOutcome.Sent);
        var said = await teams.NextAsync(where, told.MessageId);
        said.Lines.ShouldBe(["Viu has agreed."]);

        var changed = await house.Platform.UpdateAsync(address, told.MessageId!, Say("Viu is live."), Until);
        changed.ShouldBe(told);
        (await teams.ChangedAsync(said)).Lines.ShouldBe(["Viu is live."]);
    }

    private static Message Say(string text) =>
        new()
        {
            Topic = "changes",
            Language = "en",
            Text = text,
            Paragraphs = [text],
        };
}
