using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Whole;

/// <summary>What is edited in the registry is known to the bot by itself; the clock stands still but where a test moves it.</summary>
public sealed class FollowingTests : IAsyncLifetime
{
    private readonly Product product = new();

    public async ValueTask InitializeAsync()
    {
        await product.InitializeAsync();
        await product.AskAsync("list");
        await product.FollowsAsync();
    }

    public ValueTask DisposeAsync() => product.DisposeAsync();

    [Fact]
    public async Task A_renamed_partner_is_found_by_its_new_name_and_no_longer_by_the_old_one()
    {
        await product.Registry.PutAsync("/v1/partners/p-17", new { name = "Blokbuster" });
        Title(await product.AskAsync("status blokbuster")).ShouldBe("Blokbuster");

        await product.Registry.PutAsync("/v1/partners/p-17", new { name = "Cinema Nusantara" });

        Title(await product.AskAsync("status cinema nusantara")).ShouldBe("Cinema Nusantara");
        var old = await product.AskAsync("status blokbuster");
        ((string?)old["message"]!["text"]).ShouldNotBeNull().ShouldContain("I know no partner called \"blokbuster\".");
    }

    [Fact]
    public async Task A_list_shows_a_new_partner_by_itself()
    {
        await product.Registry.PutAsync("/v1/partners/example-tv", new { name = "Example TV" });

        await UntilAsync("list prospect", said => said.Contains("Example TV", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_no_longer_shows_a_partner_that_became_restricted()
    {
        (await product.AskAsync("list")).ToJsonString().ShouldContain("Netflix");

        await product.Registry.PutAsync("/v1/partners/netflix", new { visibility = "restricted" });

        await UntilAsync("list", said => !said.Contains("Netflix", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_registry_was_down_what_was_edited_is_known()
    {
        await product.Registry.StopAsync();
        await product.Registry.StartAgainAsync();
        await product.Registry.PutAsync("/v1/partners/example-tv", new { name = "Example TV" });

        await UntilAsync(
            "list prospect",
            said => said.Contains("Example TV", StringComparison.Ordinal),
            each: TimeSpan.FromSeconds(1)
        );
    }

    [Fact]
    public async Task A_registry_restored_from_a_backup_is_followed_from_there()
    {
        await product.Registry.PutAsync("/v1/partners/example-tv", new { name = "Example TV" });
        await product.Registry.PutAsync("/v1/partners/netflix", new { name = "Cinema Nusantara" });
        Title(await product.AskAsync("status cinema nusantara")).ShouldBe("Cinema Nusantara");

        await product.Registry.RestoreAsync();
        await UntilAsync(
            "list",
            said =>
                said.Contains("Netflix", StringComparison.Ordinal)
                && !said.Contains("Example TV", StringComparison.Ordinal),
            each: TimeSpan.FromSeconds(1)
        );

        await product.Registry.PutAsync("/v1/partners/example-tv", new { name = "Other TV" });
        await UntilAsync(
            "list prospect",
            said => said.Contains("Other TV", StringComparison.Ordinal),
            each: TimeSpan.FromSeconds(1)
        );
    }

    /// <summary>Asks until the answer is such.</summary>
    /// <param name="each">How far the clock goes on before each question.</param>
    private async Task UntilAsync(string asked, Func<string, bool> isSuch, TimeSpan each = default)
    {
        using var limit = Patience.Limit();
        for (var said = ""; !isSuch(said); )
        {
            limit.Token.ThrowIfCancellationRequested();
            product.Time.Advance(each);
            said = (await product.AskAsync(asked)).ToJsonString();
        }
    }

    private static string? Title(JsonNode answer) => (string?)answer["message"]!["headline"]!["title"];
}
