using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking;

public sealed class ListTests
{
    private static readonly Partner Hooq = Sample.Of("hooq", "HOOQ") with
    {
        Stage = Stage.Agreed,
        Tracks = Sample.Tracks(TrackStatus.Met, TrackStatus.Met, TrackStatus.InDiscussion),
        Access = [new(Network.Own, AccessState.Open, By: null, Since: null)],
    };

    [Fact]
    public async Task List_shows_each_partner_in_one_line_by_stage()
    {
        using var house = new House(Hooq, Sample.Of("iflix", "iflix"), Sample.Netflix, Sample.Bare("mola", "Mola"));

        (await house.SayAsync("list")).ShouldBe(
            """
            Partners · 4 in all
            Prospect
              Mola: no programme recorded · access not recorded · 0 of 3 tracks met
            Negotiating
              iflix: IndiHome · access closed by us · 0 of 3 tracks met
              Netflix: IndiHome · access closed by us · 0 of 3 tracks met
            Agreed
              HOOQ: IndiHome · access open · 2 of 3 tracks met
            Internal, do not forward · as of 14:05 WIB
            """
        );
    }

    [Fact]
    public async Task List_in_Indonesian()
    {
        using var house = new House(Hooq, Sample.Netflix);

        (await house.SayAsync("daftar")).ShouldBe(
            """
            Mitra · 2 seluruhnya
            Dalam negosiasi
              Netflix: IndiHome · akses kami tutup · 0 dari 3 jalur terpenuhi
            Sudah sepakat
              HOOQ: IndiHome · akses terbuka · 2 dari 3 jalur terpenuhi
            Internal, jangan diteruskan · per pukul 14.05 WIB
            """
        );
    }

    [Theory]
    [InlineData("list legal", "Partners · Legal not met · 1 in all", "Netflix")]
    [InlineData("list technical", "Partners · Technical not met · 2 in all", "Netflix,HOOQ")]
    [InlineData("list blocked", "Partners · access closed · 1 in all", "Netflix")]
    [InlineData("list open", "Partners · access open · 1 in all", "HOOQ")]
    [InlineData("list agreed", "Partners · agreed · 1 in all", "HOOQ")]
    [InlineData("list in talks", "Partners · negotiating · 1 in all", "Netflix")]
    [InlineData(
        "list negotiating legal blocked",
        "Partners · negotiating, Legal not met, access closed · 1 in all",
        "Netflix"
    )]
    [InlineData("daftar bisnis", "Mitra · Bisnis belum terpenuhi · 1 seluruhnya", "Netflix")]
    [InlineData("daftar diblokir", "Mitra · akses ditutup · 1 seluruhnya", "Netflix")]
    [InlineData("which partners are live?", "No partner matches this: live. Try `list` for all of them.", "")]
    public async Task A_filter_narrows_the_list_and_is_said_in_its_heading(
        string asked,
        string heading,
        string partners
    )
    {
        using var house = new House(Hooq, Sample.Netflix);

        var message = (await house.AskAsync(asked)).Message;

        (await house.SayAsync(asked)).ShouldStartWith(heading);
        string.Join(',', message.Sections.SelectMany(section => section.Lines).Select(line => line.Name))
            .ShouldBe(partners);
    }

    [Theory]
    [InlineData(
        "list legal",
        "list legal page 2",
        "Partners · Legal not met · 1 to 10 of 23",
        "Partners · Legal not met · 11 to 20 of 23"
    )]
    [InlineData(
        "daftar diblokir",
        "daftar diblokir halaman 2",
        "Mitra · akses ditutup · 1 sampai 10 dari 23",
        "Mitra · akses ditutup · 11 sampai 20 dari 23"
    )]
    public async Task Ten_come_at_a_time_and_More_keeps_the_filters(
        string asked,
        string more,
        string first,
        string second
    )
    {
        using var house = new House([
            .. Enumerable.Range(10, 23).Select(number => Sample.Of($"p{number}", $"Partner {number}")),
        ]);

        var message = (await house.AskAsync(asked)).Message;
        var action = message.Actions.ShouldHaveSingleItem();

        (await house.SayAsync(asked)).ShouldStartWith(first);
        message.NextPage.ShouldBe("2");
        action.Ask.ShouldBe(more);
        (await house.SayAsync(action.Ask)).ShouldStartWith(second);
        (await house.AskAsync(more.Replace('2', '3'))).Message.NextPage.ShouldBeNull();
        (await house.SayAsync(more.Replace("2", "999999999999", StringComparison.Ordinal))).ShouldStartWith(first);
    }

    [Fact]
    public async Task A_page_past_the_end_is_the_last()
    {
        using var house = new House([
            .. Enumerable.Range(10, 11).Select(number => Sample.Of($"p{number}", $"Partner {number}")),
        ]);

        (await house.SayAsync("list page 7")).ShouldStartWith("Partners · 11 to 11 of 11\n");
    }

    [Fact]
    public async Task A_list_of_nothing_is_said_kindly()
    {
        using var house = new House();

        (await house.SayAsync("list")).ShouldBe("There is no partner yet that you can see.\nas of 14:05 WIB");
    }

    [Fact]
    public async Task A_restricted_partner_is_not_listed_nor_counted()
    {
        using var house = new House(
            Sample.Netflix,
            Sample.Of("x", "Rahasia") with
            {
                Visibility = Visibility.Restricted,
            }
        );

        (await house.SayAsync("list")).ShouldStartWith("Partners · 1 in all\n");
    }

    [Theory]
    [InlineData("which partners have not agreed yet?", "Partners · Not agreed · 1 in all", "Netflix")]
    [InlineData("mitra mana yang belum sepakat?", "Mitra · Semua selain \"sudah sepakat\" · 1 seluruhnya", "Netflix")]
    [InlineData("list not negotiating", "Partners · Not negotiating · 2 in all", "Viu,HOOQ")]
    [InlineData("which partners are not open?", "Partners · Access closed · 3 in all", "Netflix,Viu,HOOQ")]
    public async Task What_is_denied_is_listed_the_other_way_round(string asked, string heading, string partners)
    {
        using var house = new House(
            Sample.Netflix,
            Sample.Of("viu", "Viu") with
            {
                Stage = Stage.Agreed,
            },
            Sample.Of("hooq", "HOOQ") with
            {
                Stage = Stage.Live,
            }
        );

        var message = (await house.AskAsync(asked)).Message;

        string.Join(" · ", message.Headline!.Title, message.Headline.Context, message.Headline.State).ShouldBe(heading);
        string.Join(',', message.Sections.SelectMany(section => section.Lines).Select(line => line.Name))
            .ShouldBe(partners);
    }
}
