using Microsoft.EntityFrameworkCore;
using PartnerRegistry.Changes;
using PartnerRegistry.Exchange;
using PartnerRegistry.Partners;

namespace PartnerRegistry.Tests.Exchange;

public sealed class ImportTests
{
    private const string Small = "name,stage,legal\nViu,live,met\nVidio,agreed,in-discussion\n";

    [Fact]
    public async Task A_known_partner_keeps_what_the_file_does_not_name()
    {
        await using var registry = await FileRegistry.OpenAsync();
        await registry.ImportAsync(
            """
            [{"id": "viu", "name": "Viu", "aliases": ["V"], "stage": "live", "targetDate": "2027-01-01", "visibility": "public",
              "owner": {"id": "p1", "name": "Ani", "email": "ani@example.com"},
              "access": [{"network": "own", "state": "closed", "by": "us", "since": "2019"}, {"network": "others", "state": "open", "by": "authority"}],
              "tracks": {"legal": {"status": "met", "note": "signed"}}}]
            """
        );

        var report = await registry.ImportCsvAsync(
            "id,name,stage,target_date,owner_email,others_access,legal_note\nviu,VIU,,,new@example.com,open,\n"
        );

        report.Partners.ToString().ShouldBe("0 new, 1 changed, 0 unchanged");
        var viu = await registry.ViewAsync("viu");
        viu.Name.ShouldBe("VIU");
        viu.Aliases.ShouldBe(["V"]);
        viu.Visibility.ShouldBe(Visibility.Public);
        viu.Stage.ShouldBe(Stage.Live);
        viu.TargetDate.ShouldBeNull();
        viu.Owner.ShouldBe(new Person("p1", "Ani", "new@example.com"));
        viu.Access.ShouldBe([
            new(Network.Own, Openness.Closed, AccessBy.Us, "2019"),
            new(Network.Others, Openness.Open, AccessBy.Authority, null),
        ]);
        viu.Tracks.Legal.ShouldBe(new TrackState(TrackStatus.Met));
    }

    [Fact]
    public async Task Access_that_turns_forgets_who_closed_it()
    {
        await using var registry = await FileRegistry.OpenAsync();
        await registry.ImportCsvAsync("name,access,access_by,access_since\nViu,closed,us,2019-05\n");

        await registry.ImportCsvAsync("name,access\nViu,open\n");

        (await registry.ViewAsync("viu")).Access.ShouldBe([new(Network.Own, Openness.Open, null, null)]);
    }

    [Fact]
    public async Task A_file_with_an_error_changes_nothing()
    {
        await using var registry = await FileRegistry.OpenAsync();
        await registry.ImportCsvAsync(Small);
        var before = await registry.ExportAsync();

        var report = await registry.ImportCsvAsync(
            "name,stage\nViu,ended\nMola,live\nVidio,bogus\n",
            new("import:x", Announce: true)
        );

        report.IsKept.ShouldBeFalse();
        (await registry.ExportAsync()).ShouldBe(before);
        (await ChangesAsync(registry)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keep_going_keeps_the_good_records_and_nothing_of_the_others()
    {
        await using var registry = await FileRegistry.OpenAsync();
        await registry.ImportCsvAsync(Small);

        var report = await registry.ImportAsync(
            """[{"name": "Viu", "stage": "ended", "sample": 3}, {"name": "Mola"}, {"name": "Vidio" "stage"}]""",
            new("import:x", KeepGoing: true)
        );

        report.IsKept.ShouldBeTrue();
        report.Problems.Count.ShouldBe(2);
        report.Partners.ToString().ShouldBe("1 new, 0 changed, 0 unchanged");
        (await registry.ViewAsync("viu")).Stage.ShouldBe(Stage.Live);
        (await registry.ViewAsync("mola")).Name.ShouldBe("Mola");
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_do_and_does_nothing()
    {
        await using var registry = await FileRegistry.OpenAsync();
        await registry.ImportCsvAsync(Small);
        var before = await registry.ExportAsync();

        var report = await registry.ImportCsvAsync(
            "name,stage\nViu,live\nVidio,live\nMola,live\n",
            new("import:x", Announce: true, DryRun: true)
        );

        report.Partners.ToString().ShouldBe("1 new, 1 changed, 1 unchanged");
        report.IsKept.ShouldBeFalse();
        (await registry.ExportAsync()).ShouldBe(before);
        (await ChangesAsync(registry)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_import_is_silent_unless_it_is_announced()
    {
        await using var registry = await FileRegistry.OpenAsync();
        await registry.ImportCsvAsync(Small);
        (await ChangesAsync(registry)).ShouldBeEmpty();

        await registry.ImportCsvAsync("name,stage\nViu,ended\nVidio,agreed\n", new("import:june.csv", Announce: true));

        var change = (await ChangesAsync(registry)).ShouldHaveSingleItem();
        (change.Sequence, change.Actor, change.PartnerId, change.Kind, change.Before, change.After).ShouldBe(
            (1, "import:june.csv", "viu", ChangeKind.Stage, "\"live\"", "\"ended\"")
        );
    }

    [Fact]
    public async Task Batches_of_an_announced_import_follow_each_other_without_gaps()
    {
        await using var registry = await FileRegistry.OpenAsync();
        var rows = Enumerable.Range(0, 1200).Select(number => $"p{number}");

        var report = await registry.ImportCsvAsync("name\n" + string.Join('\n', rows), new("import:x", Announce: true));

        report.Partners.New.ShouldBe(1200);
        var changes = await ChangesAsync(registry);
        changes.Select(change => change.Sequence).ShouldBe(Enumerable.Range(1, changes.Count).Select(n => (long)n));
        changes.Count(change => change.Kind is ChangeKind.Created).ShouldBe(1200);
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_even_without_ids()
    {
        await using var registry = await FileRegistry.OpenAsync();
        const string file = """
            {"programmes": [{"id": "tv", "name": "TV", "requirements": [{"id": "tax", "track": "business", "title": {"original": "en", "texts": {"en": "Tax"}}, "origin": "law"}]}],
             "groups": [{"id": "law", "name": "Law", "members": ["p1"]}],
             "partners": [{"name": "Viu", "requirements": {"tax": {"status": "met"}},
               "milestones": [{"kind": "step", "title": {"original": "en", "texts": {"en": "Met once"}}}],
               "commitments": [{"text": {"original": "en", "texts": {"en": "Will tell"}}}]}]}
            """;
        await registry.ImportAsync(file);
        var before = await registry.ExportAsync();

        var report = await registry.ImportAsync(file);

        (report.Programmes.Unchanged, report.Groups.Unchanged, report.Partners.Unchanged).ShouldBe((1, 1, 1));
        (await registry.ExportAsync()).ShouldBe(before);
        (await registry.ViewAsync("viu")).Programme!.Id.ShouldBe("tv");
    }

    [Fact]
    public async Task A_milestone_may_be_superseded_but_not_rewritten()
    {
        await using var registry = await FileRegistry.OpenAsync();
        await registry.ImportAsync(
            Milestones("""{"id": "m-1", "kind": "step", "title": {"original": "en", "texts": {"en": "Wrong"}}}""")
        );

        var rewritten = await registry.ImportAsync(
            Milestones("""{"id": "m-1", "kind": "step", "title": {"original": "en", "texts": {"en": "Right"}}}""")
        );
        var superseded = await registry.ImportAsync(
            Milestones(
                """{"id": "m-2", "kind": "step", "title": {"original": "en", "texts": {"en": "Right"}}, "supersedes": "m-1"}"""
            )
        );
        var again = await registry.ImportAsync(
            Milestones(
                """{"id": "m-3", "kind": "step", "title": {"original": "en", "texts": {"en": "Righter"}}, "supersedes": "m-1"}"""
            )
        );

        rewritten.Problems.Texts.ShouldBe([
            "Line 1, milestones[0].id: \"m-1\" is recorded already and says something else; correct it with one of its own id and \"supersedes\": \"m-1\".",
        ]);
        superseded.Partners.ToString().ShouldBe("0 new, 1 changed, 0 unchanged");
        (await registry.ViewAsync("viu")).LatestMilestone!.Id.ShouldBe("m-2");
        again.Problems.Texts.ShouldBe([
            "Line 1, milestones[0].supersedes: \"m-1\" was superseded by \"m-2\"; supersede that one.",
        ]);
    }

    [Theory]
    [InlineData("nowhere", "there is no milestone \"nowhere\" of this partner; put it into the file too.")]
    [InlineData("m-1", "leads back to this milestone; supersede an earlier one.")]
    public async Task A_milestone_supersedes_only_what_there_is(string wrong, string told)
    {
        await using var registry = await FileRegistry.OpenAsync();

        var report = await registry.ImportAsync(
            Milestones(
                $$$"""{"id": "m-1", "kind": "step", "title": {"original": "en", "texts": {"en": "x"}}, "supersedes": "{{{wrong}}}"}"""
            )
        );

        report.Problems.Texts.ShouldBe([$"Line 1, milestones[0].supersedes: {told}"]);
    }

    [Fact]
    public async Task Milestone_ids_belong_to_one_partner()
    {
        await using var registry = await FileRegistry.OpenAsync();
        const string milestone =
            """[{"id": "m-1", "kind": "step", "title": {"original": "en", "texts": {"en": "x"}}}]""";

        var within = await registry.ImportAsync(
            $$"""[{"name": "Viu", "milestones": {{milestone}}}, {"name": "Vidio", "milestones": {{milestone}}}]"""
        );

        within.Problems.Texts.ShouldBe([
            "Line 1, milestones[0].id: \"m-1\" is a milestone of viu; give this one its own.",
        ]);
    }

    [Fact]
    public async Task A_stopped_import_leaves_nothing()
    {
        await using var registry = await FileRegistry.OpenAsync();
        using var stop = new CancellationTokenSource();
        var rows = string.Join('\n', Enumerable.Range(0, 5000).Select(number => $"p{number}"));
        var importer = (Importer)registry.Services.GetService(typeof(Importer))!;

        await Should.ThrowAsync<OperationCanceledException>(() =>
            importer.ImportAsync(
                new StopsHalfway(System.Text.Encoding.UTF8.GetBytes("name\n" + rows), stop),
                FileFormat.Csv,
                new("import:x"),
                null,
                stop.Token
            )
        );

        (await registry.ExportAsync(FileFormat.Csv)).Split("\r\n").Length.ShouldBe(2);
    }

    private static string Milestones(string milestone) => $$"""[{"name": "Viu", "milestones": [{{milestone}}]}]""";

    private static async Task<List<Change>> ChangesAsync(FileRegistry registry)
    {
        await using var db = registry.Db();
        return await db.Changes.OrderBy(change => change.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }

    private sealed class StopsHalfway(byte[] bytes, CancellationTokenSource stop) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer)
        {
            if (Position > Length / 2)
            {
                stop.Cancel();
            }

            return base.Read(buffer[..Math.Min(buffer.Length, 4096)]);
        }
    }
}
