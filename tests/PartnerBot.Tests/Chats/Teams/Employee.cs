namespace PartnerBot.Tests.Chats.Teams;

/// <summary>Somebody in Teams.</summary>
internal sealed record Employee(string Id, string Name)
{
    public static Employee Budi { get; } = new("b0000000-0000-4000-8000-000000000001", "Budi");

    public static Employee Dewi { get; } = new("d0000000-0000-4000-8000-000000000002", "Dewi");
}
