using PartnerBot.Tests.Chats.Teams;

namespace PartnerBot.Tests.Chats;

public sealed class RoomsTests
{
    [Fact]
    public void Only_the_room_of_Teams_knows_the_Bot_Framework()
    {
        var source = Path.Combine(Official.Root.FullName, "src", "PartnerBot");
        var teams = Path.Combine(source, "Chats", "Teams") + Path.DirectorySeparatorChar;
        var files = Directory
            .EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(source, file).StartsWith("obj", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("Microsoft.Bot", StringComparison.Ordinal))
            .ToList();

        files.ShouldNotBeEmpty();
        files.ShouldAllBe(file => file.StartsWith(teams, StringComparison.Ordinal));
    }
}
