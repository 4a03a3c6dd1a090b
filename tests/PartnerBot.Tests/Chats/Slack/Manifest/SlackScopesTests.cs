using PartnerBot.Chats.Slack.Api;
using PartnerBot.Chats.Slack.Inbox;
using PartnerBot.Chats.Slack.Manifest;
using PartnerBot.Tests.Chats.Slack.Stand;

namespace PartnerBot.Tests.Chats.Slack.Manifest;

/// <summary>The manifest asks for what the code uses: no more, and no less.</summary>
public sealed class SlackScopesTests
{
    [Theory]
    [InlineData]
    [InlineData(BuiltManifest.Url)]
    public async Task The_scopes_asked_for_are_those_that_are_used(params string[] args)
    {
        var built = await BuiltManifest.BuildAsync(args);

        built.Scopes.ShouldBe(SlackScopes.All);
        built.Json["oauth_config"]!["scopes"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("bot");
    }

    [Fact]
    public async Task The_events_asked_for_are_those_that_are_acted_upon()
    {
        var built = await BuiltManifest.BuildAsync();

        built.Events.ShouldBe(SlackScopes.ByEvent.Keys, ignoreOrder: true);
        // A message's event is named for where it was written, and comes as a message.
        built.Events.Select(name => name.Split('.')[0]).ShouldBe(Happenings.Types, ignoreOrder: true);
    }

    [Theory]
    [InlineData]
    [InlineData(BuiltManifest.Url)]
    public async Task Each_has_a_reason_of_its_own_beside_it(params string[] args)
    {
        var built = await BuiltManifest.BuildAsync(args);
        string[] asked = [.. built.Scopes, .. built.Events];

        asked.ShouldBeSubsetOf(built.Reasons.Keys);
        asked.Select(name => built.Reasons[name]).ShouldAllBe(reason => reason.Split(' ').Length >= 4);
        asked.Select(name => built.Reasons[name]).Distinct(StringComparer.Ordinal).Count().ShouldBe(asked.Length);
    }

    [Fact]
    public void Each_method_that_is_called_is_one_that_the_stand_in_checks()
    {
        SlackMethod.All.Select(method => method.Name).ShouldBeSubsetOf(FakeSlack.MethodNames);
        var fields = typeof(SlackMethod).GetFields().Select(field => field.GetValue(null)).OfType<SlackMethod>();
        SlackMethod.All.ShouldBe(fields, ignoreOrder: true);
    }

    [Fact]
    public void No_scope_is_missing_that_the_stand_in_asks_for()
    {
        foreach (var method in SlackMethod.All.Where(method => method != SlackMethod.OpenSocket))
        {
            if (FakeSlack.ScopeOf(method.Name) is { } scope)
            {
                method.Scopes.ShouldContain(scope, method.Name);
            }
        }

        // Socket Mode is opened with the app's own token, which the manifest has no part in.
        FakeSlack.ScopeOf(SlackMethod.OpenSocket.Name).ShouldBe("connections:write");
        Tokens.AllScopes.ShouldBe(SlackScopes.All, ignoreOrder: true);
    }
}
