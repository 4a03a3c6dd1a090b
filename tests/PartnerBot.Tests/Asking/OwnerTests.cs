using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking;

public sealed class OwnerTests
{
    private static readonly Partner Netflix = Sample.Netflix with
    {
        Visibility = Visibility.Public,
        Owner = new("p1", "Sari", "sari@example.com"),
        Managers = [new("p2", "Joko", Email: null), new("p3", "Rina", "rina@example.com")],
    };

    [Fact]
    public async Task Who_is_in_charge_is_told_with_an_address_and_to_colleagues_alone()
    {
        using var house = new House(Netflix);

        (await house.SayAsync("owner netflix")).ShouldBe(
            """
            In charge of Netflix
              In charge: Sari (sari@example.com)
              Managers: Joko; Rina (rina@example.com)
            Internal, do not forward · as of 14:05 WIB, last confirmed 6 days ago
            """
        );
    }

    [Fact]
    public async Task Nobody_in_charge_is_said_with_what_to_do()
    {
        using var house = new House(Netflix with { Managers = [] }, Sample.Of("hooq", "HOOQ"));

        (await house.SayAsync("pic netflix hooq")).ShouldBe(
            """
            Belum ada PIC yang tercatat untuk HOOQ. Pengelola registri mitra dapat mencatatnya di sana.
            PIC Netflix
              PIC: Sari (sari@example.com)
              Manajer: tidak tercatat
            Internal, jangan diteruskan · per pukul 14.05 WIB, terakhir dikonfirmasi 6 hari lalu
            """
        );
    }
}
