namespace PartnerBot.Tests.Chats.Teams.Package;

public sealed class IconTests
{
    [Fact]
    public async Task The_colour_icon_is_192_wide_and_high_and_opaque_throughout()
    {
        using var built = await BuiltPackage.BuildAsync();

        var icon = Png.Read(built.File("color.png"));

        (icon.Width, icon.Height).ShouldBe((192, 192));
        icon.Pixels.Count.ShouldBe(192 * 192);
        icon.Pixels.ShouldAllBe(pixel => pixel.Alpha == byte.MaxValue);
        icon.Pixels.Distinct().Count().ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task The_accent_colour_is_the_colour_icons_ground()
    {
        using var built = await BuiltPackage.BuildAsync();

        var (red, green, blue, _) = Png.Read(built.File("color.png")).Pixels[0];

        ((string?)built.Manifest["accentColor"]).ShouldBe($"#{red:X2}{green:X2}{blue:X2}");
    }

    [Fact]
    public async Task The_outline_icon_is_32_wide_and_high_white_and_otherwise_transparent()
    {
        using var built = await BuiltPackage.BuildAsync();

        var icon = Png.Read(built.File("outline.png"));

        (icon.Width, icon.Height).ShouldBe((32, 32));
        var seen = icon.Pixels.Where(pixel => pixel.Alpha > 0).ToList();
        seen.ShouldAllBe(pixel =>
            pixel.Red == byte.MaxValue && pixel.Green == byte.MaxValue && pixel.Blue == byte.MaxValue
        );
        seen.Count.ShouldBeInRange(100, 500);
        icon.Pixels[0].Alpha.ShouldBe((byte)0);
    }
}
