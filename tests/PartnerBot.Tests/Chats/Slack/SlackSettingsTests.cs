using Microsoft.Extensions.Configuration;
using PartnerBot.Chats.Slack;

namespace PartnerBot.Tests.Chats.Slack;

/// <summary>Half of the settings stops the start, naming what is missing.</summary>
public sealed class SlackSettingsTests
{
    [Fact]
    public void Without_any_it_is_off() => Read([]).ShouldBeNull();

    [Theory]
    [InlineData("SigningSecret=s;BotToken=xoxb-1")]
    [InlineData("AppToken=xapp-1;BotToken=xoxb-1")]
    [InlineData("SigningSecret=s;AppToken=xapp-1;BotToken=xoxb-1;AllowedWorkspaces:0=T1")]
    [InlineData("SigningSecret=s;ClientId=1.2;ClientSecret=c;AllowedWorkspaces:0=T1;AllowedWorkspaces:1=T2")]
    [InlineData("AppToken=xapp-1;ClientId=1.2;ClientSecret=c;AllowedWorkspaces:0=T1")]
    [InlineData("SigningSecret=s;BotToken=xoxb-1;ApiBaseUrl=http://127.0.0.1:1234/api")]
    public void These_are_enough(string settings) => Read(Parse(settings)).ShouldNotBeNull();

    [Theory]
    [InlineData(
        "BotToken=xoxb-1",
        "Slack:SigningSecret is missing although Slack:BotToken is set; put the signing secret of your app there, or its app-level token in Slack:AppToken."
    )]
    [InlineData(
        "SigningSecret=s",
        "Slack:BotToken is missing although Slack:SigningSecret is set; put the bot token of your app there, or its Slack:ClientId and Slack:ClientSecret."
    )]
    [InlineData(
        "AppToken=xapp-1",
        "Slack:BotToken is missing although Slack:AppToken is set; put the bot token of your app there, or its Slack:ClientId and Slack:ClientSecret."
    )]
    [InlineData(
        "SigningSecret=s;ClientId=1.2",
        "Slack:ClientSecret is missing although Slack:ClientId is set; put the client secret of your app there."
    )]
    [InlineData(
        "SigningSecret=s;ClientSecret=c",
        "Slack:ClientId is missing although Slack:ClientSecret is set; put the client id of your app there."
    )]
    [InlineData(
        "SigningSecret=s;ClientId=1.2;ClientSecret=c",
        "Slack:AllowedWorkspaces is missing although Slack:ClientId is set; put the ids of the workspaces that may install the app there."
    )]
    [InlineData(
        "SigningSecret=s;BotToken=xoxb-1;ClientId=1.2;ClientSecret=c;AllowedWorkspaces:0=T1",
        "Slack:BotToken and Slack:ClientId are both set; take Slack:BotToken away where workspaces install the app themselves, else Slack:ClientId."
    )]
    [InlineData(
        "SigningSecret=s;BotToken=xoxp-1",
        "Slack:BotToken is no such token; put the one of your app that begins with xoxb-."
    )]
    [InlineData(
        "AppToken=xoxb-1;BotToken=xoxb-1",
        "Slack:AppToken is no such token; put the one of your app that begins with xapp-."
    )]
    [InlineData(
        "SigningSecret=s;BotToken=xoxb-1;AllowedWorkspaces:0=acme",
        "Slack:AllowedWorkspaces has \"acme\", which is no workspace's id; put one such as T0123ABCD."
    )]
    [InlineData(
        "AllowedWorkspaces:0=T1",
        "Slack:BotToken is missing although Slack:AllowedWorkspaces is set; put the bot token there."
    )]
    [InlineData(
        "ApiBaseUrl=https://slack.test/api/",
        "Slack:BotToken is missing although Slack:ApiBaseUrl is set; put the bot token there."
    )]
    [InlineData(
        "SigningSecret=s;BotToken=xoxb-1;ApiBaseUrl=slack.com",
        "Slack:ApiBaseUrl is \"slack.com\"; put an address such as https://slack.com/api/, or take it away."
    )]
    public void These_are_not(string settings, string says) =>
        Should.Throw<StartException>(() => Read(Parse(settings))).Message.ShouldBe(says);

    private static SlackSettings? Read(Dictionary<string, string?> settings) =>
        SlackSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private static Dictionary<string, string?> Parse(string settings) =>
        settings
            .Split(';')
            .Select(setting => setting.Split('=', 2))
            .ToDictionary(parts => $"Slack:{parts[0]}", string? (parts) => parts[1], StringComparer.Ordinal);
}
