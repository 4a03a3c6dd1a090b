using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace PartnerBot.Tests.Chats.Teams.Door;

public sealed class TokenTests(Doorway door) : IClassFixture<Doorway>
{
    private const string EmulatorIssuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";

    private static readonly Dictionary<string, Func<Doorway, string?>> Bad = new(StringComparer.Ordinal)
    {
        ["no header"] = _ => null,
        ["an empty header"] = _ => "",
        ["no token"] = _ => "Bearer",
        ["an empty token"] = _ => "Bearer ",
        ["another scheme"] = _ => "Basic cGFydG5lcmJvdDpzZWNyZXQ=",
        ["a good token of another scheme"] = door => door.Bearer().Replace("Bearer", "Token", StringComparison.Ordinal),
        ["a good token and another word"] = door => $"{door.Bearer()} more",
        ["three dots"] = _ => "Bearer ...",
        ["two dots"] = _ => "Bearer ..",
        ["no base64"] = _ => "Bearer !!!!.????.####",
        ["no JSON in it"] = _ => "Bearer YWJjZGVm.YWJjZGVm.YWJjZGVm",
        ["a JSON array in it"] = _ => $"Bearer {Part("[]")}.{Part("[]")}.AAAA",
        ["100 KB"] = _ => $"Bearer {new string('a', 100 * 1024)}",
        ["100 KB with dots"] = _ => $"Bearer {new string('a', 50_000)}.{new string('b', 50_000)}.c",
        ["bytes"] = _ => "Bearer \u0001\u0002\u007f\u00ff.\u0080.\u00fe",
        ["alg none"] = door => Unsigned(door, "none"),
        ["alg None"] = door => Unsigned(door, "None"),
        ["the public key as a secret"] = door => WithSecret(door, door.Microsoft.Key.Rsa.ExportSubjectPublicKeyInfo()),
        ["the public key's text as a secret"] = door =>
            WithSecret(door, Encoding.ASCII.GetBytes(door.Microsoft.Key.Rsa.ExportSubjectPublicKeyInfoPem())),
        ["the app id as a secret"] = door => WithSecret(door, Encoding.ASCII.GetBytes(FakeMicrosoft.AppId)),
        ["another audience"] = door => door.Bearer(token => token.Audience = Guid.NewGuid().ToString()),
        ["no audience"] = door => door.Bearer(token => token.Audience = null),
        ["another issuer"] = door => door.Bearer(token => token.Issuer = "https://issuer.evil.test"),
        ["no issuer"] = door => door.Bearer(token => token.Issuer = null),
        ["an unknown key"] = door => WithKey(door, "another"),
        ["another key by the same name"] = door => WithKey(door, door.Microsoft.Key.KeyId),
        ["expired"] = door => door.Bearer(token => token.Expires = token.NotBefore!.Value.AddMinutes(-1)),
        ["not valid yet"] = door => door.Bearer(token => token.NotBefore = token.Expires!.Value.AddMinutes(-1)),
        ["for ever"] = door => door.Bearer(token => token.Expires = null),
        ["another service"] = door => door.BearerOf("https://smba.trafficmanager.net/emea/"),
        ["no service"] = door => door.Bearer(token => token.Claims.Clear()),
        ["of the emulator"] = door =>
            door.Bearer(token =>
            {
                token.Issuer = EmulatorIssuer;
                token.Claims.Clear();
                token.Claims["ver"] = "1.0";
                token.Claims["appid"] = FakeMicrosoft.AppId;
            }),
        ["of a skill"] = door =>
            door.Bearer(token =>
            {
                token.Issuer = EmulatorIssuer;
                token.Claims["ver"] = "1.0";
                token.Claims["appid"] = Guid.NewGuid().ToString();
            }),
    };

    public static TheoryData<string> Names => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task An_activity_is_refused_whose_token_is(string bad) =>
        door.RefusesAsync(door.Help(), Bad[bad](door), HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task A_good_token_is_good_in_any_case_of_its_scheme(string scheme)
    {
        var sent = door.Microsoft.Messages.Count;

        (
            await door.PostAsync(
                door.Help().ToJsonString(),
                door.Bearer().Replace("Bearer", scheme, StringComparison.Ordinal)
            )
        ).ShouldBe(HttpStatusCode.OK);

        door.Microsoft.Messages.Skip(sent).ShouldHaveSingleItem().Token.ShouldBe(FakeMicrosoft.BotToken);
    }

    [Fact]
    public async Task A_key_that_is_not_endorsed_for_Teams_signs_nothing_for_it()
    {
        using var slack = new Doorway(new FakeMicrosoft { Endorsements = ["slack"] });

        await slack.RefusesAsync(slack.Help(), slack.Bearer(), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task While_the_issuer_can_not_be_asked_nobody_is_believed()
    {
        using var alone = new Doorway(new FakeMicrosoft { IsReachable = false });

        await alone.RefusesAsync(alone.Help(), alone.Bearer(), HttpStatusCode.Unauthorized);
    }

    private static string Part(string json) => Base64UrlEncoder.Encode(json);

    private static string Unsigned(Doorway door, string algorithm)
    {
        var parts = door.Bearer().Split('.');
        return $"Bearer {Part($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{parts[1]}.";
    }

    private static string WithSecret(Doorway door, byte[] secret) =>
        door.Bearer(token =>
            token.SigningCredentials = new(
                new SymmetricSecurityKey(secret) { KeyId = door.Microsoft.Key.KeyId },
                SecurityAlgorithms.HmacSha256
            )
        );

    private static string WithKey(Doorway door, string name)
    {
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true)) { KeyId = name };
        return door.Bearer(token => token.SigningCredentials = new(key, SecurityAlgorithms.RsaSha256));
    }
}
