using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking;

public sealed class RequirementsTests
{
    private static readonly Partner Netflix = Sample.Netflix with
    {
        Requirements =
        [
            Line("licence", Track.Legal, "Izin", "Licence", RequirementStatus.Met),
            Line("content", Track.Legal, "Konten", "Content", RequirementStatus.UnderReview) with
            {
                Origin = RequirementOrigin.Regulation,
                Note = "with the regulator",
            },
            Line("complaints", Track.Legal, "Pengaduan", "Complaints", RequirementStatus.Unmet),
            Line("devices", Track.Technical, "Perangkat", "Devices", RequirementStatus.Met) with
            {
                Origin = RequirementOrigin.ExistingPartners,
            },
        ],
    };

    [Fact]
    public async Task The_checklist_comes_by_track_with_what_is_open_first()
    {
        using var house = new House(Netflix);

        (await house.SayAsync("requirements netflix")).ShouldBe(
            """
            Netflix requirements · IndiHome · 2 of 4 met
            Legal: 1 of 3 met
              Complaints: not met · law
              Content: under review · regulation · with the regulator
              Licence: met · law
            Technical: 1 of 1 met
              Devices: met · what existing partners meet
            Internal, do not forward · as of 14:05 WIB, last confirmed 6 days ago
            The checklist is the same for every partner.
            Try: timeline Netflix
            """
        );
    }

    [Fact]
    public async Task The_checklist_in_Indonesian_on_one_track()
    {
        using var house = new House(Netflix);

        (await house.SayAsync("syarat netflix legal")).ShouldBe(
            """
            Syarat Netflix · IndiHome, Legal · 1 dari 3 terpenuhi
            Legal: 1 dari 3 terpenuhi
              Pengaduan: belum terpenuhi · undang-undang
              Konten: sedang ditinjau · peraturan · with the regulator
              Izin: terpenuhi · undang-undang
            Internal, jangan diteruskan · per pukul 14.05 WIB, terakhir dikonfirmasi 6 hari lalu
            Daftar syaratnya sama untuk setiap mitra.
            Coba: riwayat Netflix
            """
        );
    }

    [Fact]
    public async Task Of_several_partners_the_open_ones_are_shown()
    {
        using var house = new House(Netflix, Sample.Of("hooq", "HOOQ"));

        (await house.SayAsync("requirements netflix hooq")).ShouldBe(
            """
            Requirements
            Netflix · IndiHome
              Requirements met: 2 of 4 met
              Complaints: not met · law
              Content: under review · regulation · with the regulator
            HOOQ · IndiHome
              Requirements met: none recorded
            Internal, do not forward · as of 14:05 WIB, last confirmed 6 days ago
            The checklist is the same for every partner.
            """
        );
    }

    [Fact]
    public async Task A_partner_without_a_checklist_is_told_so()
    {
        using var house = new House(Sample.Bare("mola", "Mola"));

        (await house.SayAsync("requirements mola")).ShouldBe(
            """
            No checklist is on record for Mola (no programme recorded).
            Internal, do not forward · as of 14:05 WIB
            """
        );
    }

    [Fact]
    public async Task A_long_checklist_comes_a_page_at_a_time()
    {
        using var house = new House(
            Netflix with
            {
                Requirements =
                [
                    .. Enumerable
                        .Range(10, 25)
                        .Select(number => Line($"r{number}", Track.Legal, "s", $"R{number}", RequirementStatus.Unmet)),
                ],
            }
        );

        var first = (await house.AskAsync("requirements netflix")).Message;
        var second = await house.AnswerAsync("requirements netflix", new(Page: "2"));

        first.Headline!.State.ShouldBe("0 of 25 met · 1 to 20 of 25");
        first.Actions[0].Ask.ShouldBe("requirements Netflix page 2");
        second
            .Sections.ShouldHaveSingleItem()
            .Lines.Select(line => line.Name)
            .ShouldBe(["R30", "R31", "R32", "R33", "R34"]);
        second.NextPage.ShouldBeNull();
    }

    private static Requirement Line(string id, Track track, string title, string english, RequirementStatus status) =>
        new(id, track, Sample.Text(title, english), RequirementOrigin.Law, status, Note: null);
}
