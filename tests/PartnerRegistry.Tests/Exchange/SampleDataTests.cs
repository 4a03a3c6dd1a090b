using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerRegistry.Exchange;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;
using PartnerRegistry.Programmes;
using PartnerRegistry.Sample;

namespace PartnerRegistry.Tests.Exchange;

public sealed class SampleDataTests
{
    [Fact]
    public async Task Netflix_stands_as_the_report_says()
    {
        await using var registry = await LoadedAsync();

        var netflix = await registry.ViewAsync("netflix");

        netflix.Sample.ShouldBeTrue();
        netflix.Programme!.Name.ShouldBe("IndiHome");
        netflix.Stage.ShouldBe(Stage.Negotiating);
        netflix.TargetDate.ShouldBeNull();
        netflix.Visibility.ShouldBe(Visibility.Internal);
        netflix.Access.ShouldBe([
            new(Network.Own, Openness.Closed, AccessBy.Us, null),
            new(Network.Others, Openness.Open, null, null),
        ]);
        foreach (var track in new[] { netflix.Tracks.Legal, netflix.Tracks.Business, netflix.Tracks.Technical })
        {
            track.Status.ShouldBe(TrackStatus.NoAgreement);
        }

        netflix.Requirements.Count.ShouldBe(12);
        netflix.Requirements.Count(line => line.Status is RequirementStatus.Met).ShouldBe(7);
        netflix.LastConfirmed.ShouldBe(FileRegistry.Now - TimeSpan.FromDays(6));
        var promise = netflix.Commitments.ShouldHaveSingleItem();
        promise.PromisedBy.ShouldBeNull();
        promise.Text.Original.ShouldBe("id");
        promise.Text.Texts["en"].ShouldBe("the public will be told once it is decided");
        promise.Text.Texts["id"].ShouldBe("masyarakat akan diberi tahu begitu sudah diputuskan");
    }

    [Fact]
    public async Task The_newest_word_on_netflix_is_the_statement_of_siti_choiriana()
    {
        await using var registry = await LoadedAsync();

        var latest = (await registry.ViewAsync("netflix")).LatestMilestone!;

        latest.Kind.ShouldBe(MilestoneKind.Statement);
        latest.Title.Texts["en"].ShouldBe("Talks are intensive; no meeting point has been found yet");
        latest.Text!.Texts["en"].ShouldBe("Hopefully soon.");
        latest.Spokesperson.ShouldBe(new Spokesperson("Siti Choiriana", "Director Consumer Service"));
    }

    [Fact]
    public async Task Every_fact_is_a_paraphrase_of_the_one_report_without_date_link_or_track()
    {
        await using var registry = await LoadedAsync();
        await using var db = registry.Db();

        var milestones = await db.Milestones.ToListAsync(TestContext.Current.CancellationToken);

        milestones.Select(milestone => milestone.PartnerId).Distinct().Order().ShouldBe(["hooq", "iflix", "netflix"]);
        milestones.Count.ShouldBe(6);
        foreach (var milestone in milestones)
        {
            milestone.Source.ShouldBe(new Source("Suara.com", "KLIKPOSITIF"));
            milestone.Wording.ShouldBe(Wording.Paraphrase);
            milestone.Title.Original.ShouldBe("id");
            milestone.Title.Texts.Keys.Order().ShouldBe(["en", "id"]);
            (milestone.Date, milestone.Track, milestone.AnnouncedAt).ShouldBe((null, null, null));
            milestone.Visibility.ShouldBe(Visibility.Internal);
        }

        milestones
            .Select(milestone => milestone.Spokesperson?.Name)
            .OfType<string>()
            .Distinct()
            .Order()
            .ShouldBe(["Arif Prabowo", "Siti Choiriana"]);
    }

    [Fact]
    public async Task The_others_are_samples_too_without_people_dates_or_feed_entries()
    {
        await using var registry = await LoadedAsync();
        await using var db = registry.Db();

        var partners = await db
            .Partners.Include(partner => partner.Negotiation)
            .ToListAsync(TestContext.Current.CancellationToken);

        partners.Count.ShouldBeGreaterThanOrEqualTo(12);
        partners.ShouldAllBe(partner => partner.Sample && partner.Negotiation.ProgrammeId == "indihome");
        partners.ShouldAllBe(partner =>
            partner.Negotiation.Owner == null
            && partner.Negotiation.Managers.Count == 0
            && partner.Negotiation.TargetDate == null
        );
        partners
            .Where(partner => partner.Negotiation.LastConfirmed != null)
            .ShouldHaveSingleItem()
            .Id.ShouldBe("netflix");
        partners.Single(partner => partner.Name == "Disney+ Hotstar").Aliases.ShouldContain("Disney Plus Hotstar");
        partners.ShouldContain(partner => partner.Name == "Disney Channel");
        (await db.Changes.AnyAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await registry.ViewAsync("hooq")).Stage.ShouldBe(Stage.Live);
        (await registry.ViewAsync("iflix")).Tracks.Legal.Status.ShouldBe(TrackStatus.Met);
    }

    [Theory]
    [InlineData("Development", false, true)]
    [InlineData("Development", true, false)]
    [InlineData("Production", false, false)]
    public async Task It_loads_in_development_into_an_empty_registry_only(string environment, bool used, bool loads)
    {
        await using var registry = await FileRegistry.OpenAsync();
        if (used)
        {
            await registry.ImportAsync("""{"programmes": [{"id": "tv", "name": "TV"}]}""");
        }

        await using var app = PartnerRegistryApp.Build(
            new()
            {
                Environment = environment,
                Args = ["--urls", "http://127.0.0.1:0"],
                Settings = new Dictionary<string, string?>
                {
                    ["ConnectionStrings:PartnerRegistry"] = registry.Connection,
                    ["ApiKeys:0:Name"] = "test",
                    ["ApiKeys:0:Key"] = "a-key-of-twenty-letters",
                },
            }
        );
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);

        (await registry.ExportAsync(FileFormat.Csv)).Contains("Netflix", StringComparison.Ordinal).ShouldBe(loads);
    }

    private static async Task<FileRegistry> LoadedAsync()
    {
        var registry = await FileRegistry.OpenAsync();
        await registry.Services.GetRequiredService<SampleData>().LoadAsync(TestContext.Current.CancellationToken);
        return registry;
    }
}
