using PartnerBot.Tests.Whole;

namespace PartnerBot.Tests.Chats.Teams;

/// <summary>Bot and registry as in production, with the sample data, and Microsoft in the test's hands.</summary>
public sealed class TeamsProduct : IAsyncLifetime
{
    private readonly Product product = new() { Microsoft = new() };
    private TeamsHost? teams;

    internal TeamsHost Teams => teams!;

    public async ValueTask InitializeAsync()
    {
        await product.InitializeAsync();
        teams = new(product.Bot);
    }

    public async ValueTask DisposeAsync()
    {
        teams?.Dispose();
        await product.DisposeAsync();
    }
}
