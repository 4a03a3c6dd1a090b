using System.Text;
using CsCheck;
using PartnerBot.Chats.Slack.Door;

namespace PartnerBot.Tests.Chats.Slack.Door;

/// <summary>Who signed a request, and when.</summary>
public sealed class SlackSignatureTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1531420618);

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    );

    [Fact]
    public void Slacks_own_example_is_valid() =>
        Check("1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")
            .ShouldBe(SignatureCheck.Valid);

    [Theory]
    [InlineData(null, "v0=00", SignatureCheck.Missing)]
    [InlineData("1531420618", null, SignatureCheck.Missing)]
    [InlineData("", "", SignatureCheck.Missing)]
    [InlineData("NaN", "v0=00", SignatureCheck.Malformed)]
    [InlineData("-1", "v0=00", SignatureCheck.Malformed)]
    [InlineData("1531420618.0", "v0=00", SignatureCheck.Malformed)]
    [InlineData(" 1531420618", "v0=00", SignatureCheck.Malformed)]
    [InlineData("0x5b47a3ca", "v0=00", SignatureCheck.Malformed)]
    [InlineData("99999999999999999999", "v0=00", SignatureCheck.Malformed)]
    [InlineData("9223372036854775807", "v0=00", SignatureCheck.Stale)]
    [InlineData("0", "v0=00", SignatureCheck.Stale)]
    [InlineData("1531420618", "v0=", SignatureCheck.Wrong)]
    [InlineData("1531420618", "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", SignatureCheck.Wrong)]
    [InlineData(
        "1531420618",
        "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        SignatureCheck.Wrong
    )]
    [InlineData(
        "1531420618",
        "v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503",
        SignatureCheck.Wrong
    )]
    [InlineData(
        "1531420618",
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50",
        SignatureCheck.Wrong
    )]
    [InlineData(
        "01531420618",
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        SignatureCheck.Wrong
    )]
    public void Anything_else_is_not(string? timestamp, string? signature, SignatureCheck expected) =>
        Check(timestamp, signature).ShouldBe(expected);

    [Theory]
    [InlineData(-301, SignatureCheck.Stale)]
    [InlineData(-300, SignatureCheck.Valid)]
    [InlineData(300, SignatureCheck.Valid)]
    [InlineData(301, SignatureCheck.Stale)]
    public void It_is_good_for_300_seconds_both_ways(int seconds, SignatureCheck expected)
    {
        var timestamp = FormattableString.Invariant($"{Now.ToUnixTimeSeconds() + seconds}");

        Check(timestamp, SlackSignature.Sign(Secret, timestamp, Body)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Without_a_secret_nothing_is_checked_at_all(string secret) =>
        Should.Throw<ArgumentException>(() => SlackSignature.Check(secret, "1531420618", "v0=00", Body, Now));

    [Fact]
    public void Whatever_bytes_are_signed_one_bit_changed_is_not_what_was_signed() =>
        Gen.Select(Gen.Byte.Array[1, 200], Gen.Int[0, int.MaxValue])
            .Sample(
                (bytes, at) =>
                {
                    var signature = SlackSignature.Sign(Secret, "1531420618", bytes);
                    var changed = bytes.ToArray();
                    changed[at % bytes.Length] ^= (byte)(1 << (at % 8));

                    SlackSignature.Check(Secret, "1531420618", signature, bytes, Now).ShouldBe(SignatureCheck.Valid);
                    SlackSignature.Check(Secret, "1531420618", signature, changed, Now).ShouldBe(SignatureCheck.Wrong);
                }
            );

    private static SignatureCheck Check(string? timestamp, string? signature) =>
        SlackSignature.Check(Secret, timestamp, signature, Body, Now);
}
