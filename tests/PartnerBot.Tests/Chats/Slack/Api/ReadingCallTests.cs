using PartnerBot.Chats.Slack.Api;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Api;

/// <summary>Who is asked about, where, and what was said there.</summary>
public sealed class ReadingCallTests : SlackCalls
{
    [Fact]
    public async Task The_token_says_whose_it_is_and_what_it_may_do()
    {
        var tested = (await Client.TestAsync(Token, Cancelled)).Value!;

        (tested.TeamId, tested.UserId).ShouldBe((FakeSlack.Team, FakeSlack.BotUser));
        tested.Scopes.ShouldBe(Tokens.AllScopes, ignoreOrder: true);
    }

    [Theory]
    [InlineData("xoxb-of-nobody", "invalid_auth")]
    [InlineData(FakeSlack.AppToken, "not_allowed_token_type")]
    public async Task A_token_that_is_no_bot_s_is_refused(string token, string code)
    {
        (await Client.UserAsync(token, StandPeople.Alex, Cancelled)).Error.ShouldBe(new(SlackFault.Refused, code));
    }

    [Fact]
    public async Task A_token_is_refused_once_it_is_revoked()
    {
        Slack.Tokens.Revoke(Token);
        (await Client.TestAsync(Token, Cancelled)).Error.ShouldBe(new(SlackFault.Refused, "token_revoked"));
    }

    [Fact]
    public async Task A_method_without_its_scope_is_refused()
    {
        Slack.Tokens.Drop(Token, "users:read.email");
        var found = await Client.UserByEmailAsync(Token, "sari@telkom.test", Cancelled);
        found.Error.ShouldBe(new(SlackFault.Refused, "missing_scope"));
    }

    [Fact]
    public async Task The_chat_with_somebody_is_opened_once()
    {
        var first = await Client.OpenConversationAsync(Token, StandPeople.Sari, Cancelled);
        var second = await Client.OpenConversationAsync(Token, StandPeople.Sari, Cancelled);

        first.Value!.Channel!.Id.ShouldBe(Slack.Home.DirectWith(StandPeople.Sari).Id);
        second.Value!.Channel!.Id.ShouldBe(first.Value.Channel.Id);
    }

    [Theory]
    [InlineData(StandPeople.Gone, "user_disabled")]
    [InlineData("U9999999999", "user_not_found")]
    [InlineData(FakeSlack.BotUser, "cannot_dm_bot")]
    public async Task No_chat_is_opened_with_who_can_have_none(string user, string code) =>
        (await Client.OpenConversationAsync(Token, user, Cancelled)).Error.ShouldBe(new(SlackFault.Refused, code));

    [Fact]
    public async Task A_channel_says_whether_the_bot_and_other_companies_are_in_it()
    {
        async Task<ConversationInfo> InfoAsync(string channel) =>
            (await Client.ConversationInfoAsync(Token, channel, Cancelled)).Value!.Channel!;

        var (deals, lobby, joint) = (
            await InfoAsync(StandPlaces.Deals),
            await InfoAsync(StandPlaces.Lobby),
            await InfoAsync(StandPlaces.Joint)
        );
        (deals.Id, deals.IsExtShared).ShouldBe((StandPlaces.Deals, false));
        lobby.IsExtShared.ShouldBeFalse();
        joint.IsExtShared.ShouldBeTrue();
        (await Client.ConversationInfoAsync(Token, StandPlaces.Secret, Cancelled)).Error!.Code.ShouldBe(
            "channel_not_found"
        );
    }

    [Fact]
    public async Task The_members_of_a_channel_come_page_by_page()
    {
        var deals = Slack.Home.Channel(StandPlaces.Deals)!;
        deals.Members.AddRange(Enumerable.Range(0, 1000).Select(number => $"U1{number:000000000}"));

        var first = (await Client.MembersAsync(Token, StandPlaces.Deals, cursor: null, Cancelled)).Value!;
        var next = first.ResponseMetadata!.NextCursor;
        var second = (await Client.MembersAsync(Token, StandPlaces.Deals, next, Cancelled)).Value!;

        first.Members.Count.ShouldBe(1000);
        first.Members.Concat(second.Members).ShouldBe(deals.Members);
        second.ResponseMetadata!.NextCursor.ShouldBe("");
    }

    [Theory]
    [InlineData(StandPlaces.Secret, null, "channel_not_found")]
    [InlineData(StandPlaces.Deals, "elsewhere", "invalid_cursor")]
    public async Task Members_are_not_told_where_there_are_none(string channel, string? cursor, string code) =>
        (await Client.MembersAsync(Token, channel, cursor, Cancelled)).Error.ShouldBe(new(SlackFault.Refused, code));

    [Fact]
    public async Task What_was_said_since_is_read_with_what_was_noted_on_it()
    {
        await PostAsync(id: "before");
        var head = (await PostAsync(id: "head")).Value!.Ts!;
        await PostAsync(thread: head, id: "reply");

        var channel = await Client.HistoryAsync(Token, StandPlaces.Deals, thread: null, oldest: head, Cancelled);
        var thread = await Client.HistoryAsync(Token, StandPlaces.Deals, head, oldest: head, Cancelled);

        Ids(channel).ShouldBe(["head"]);
        Ids(thread).ShouldBe(["head", "reply"]);
    }

    [Theory]
    [InlineData(StandPlaces.Lobby, null, "not_in_channel")]
    [InlineData(StandPlaces.Deals, "1.000001", "thread_not_found")]
    public async Task What_was_said_elsewhere_is_not_read(string channel, string? thread, string code) =>
        (await Client.HistoryAsync(Token, channel, thread, oldest: "0", Cancelled)).Error.ShouldBe(
            new(SlackFault.Refused, code)
        );

    [Fact]
    public async Task Somebody_is_known_by_id_and_by_address()
    {
        var sari = (await Client.UserAsync(Token, StandPeople.Sari, Cancelled)).Value!.User!;
        var guest = (await Client.UserAsync(Token, StandPeople.Guest, Cancelled)).Value!.User!;
        var written = (await Client.UserByEmailAsync(Token, "SARI@telkom.test", Cancelled)).Value!.User!;

        (sari.Id, sari.TeamId, sari.Locale).ShouldBe((StandPeople.Sari, FakeSlack.Team, "id-ID"));
        guest.IsRestricted.ShouldBeTrue();
        written.Id.ShouldBe(StandPeople.Sari);
    }

    [Fact]
    public async Task Nobody_is_known_by_an_address_that_nobody_has()
    {
        var found = await Client.UserByEmailAsync(Token, "nobody@telkom.test", Cancelled);
        found.Error.ShouldBe(new(SlackFault.Refused, "users_not_found"));
        (await Client.UserAsync(Token, "U9999999999", Cancelled)).Error!.Code.ShouldBe("user_not_found");
    }

    private static IEnumerable<string?> Ids(SlackResult<MessageHistory> history) =>
        history.Value!.Messages.Select(message => message.Noted);
}
