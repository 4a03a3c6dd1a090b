using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using PartnerRegistry.Changes;
using PartnerRegistry.Exchange;
using PartnerRegistry.Milestones;
using PartnerRegistry.Partners;

namespace PartnerRegistry.Tests.Exchange;

public sealed class RoundTripTests
{
    private const string Whole = """
        {"groups": [{"id": "law", "name": "Law department", "members": ["p1", "p2"]}],
         "programmes": [
           {"id": "tv", "name": "TV", "requirements": [
             {"id": "tax", "track": "business", "title": {"original": "id", "texts": {"id": "Pajak", "en": "Tax"}}, "origin": "law"},
             {"id": "content", "track": "legal", "title": {"original": "en", "texts": {"en": "Content"}}, "origin": "existing-partners"}]},
           {"id": "radio", "name": "Radio"}],
         "partners": [
           {"id": "disney-plus", "name": "Disney+", "aliases": ["D+", "a;b\\c"], "visibility": "restricted",
            "restrictedTo": {"people": ["p1"], "groups": ["law"]}, "sample": true, "programme": "tv", "stage": "negotiating",
            "targetDate": "2027-02-28", "owner": {"id": "p1", "name": "Ani"}, "managers": [{"id": "p2", "name": "Budi", "email": "budi@example.com"}],
            "access": [{"network": "own", "state": "closed", "by": "us", "since": "2019-05"}, {"network": "others", "state": "open"}],
            "tracks": {"legal": {"status": "no-agreement", "note": "line\nbreak"}, "technical": {"status": "met"}},
            "requirements": {"tax": {"status": "met"}, "content": {"status": "under-review", "note": "soon"}},
            "milestones": [
              {"id": "m-2", "kind": "decision", "title": {"original": "en", "texts": {"en": "Right"}}, "recordedAt": "2026-03-02T00:00:00Z", "supersedes": "m-1", "date": "2026"},
              {"id": "m-1", "kind": "statement", "title": {"original": "en", "texts": {"en": "Wrong"}}, "text": {"original": "en", "texts": {"en": "said"}},
               "wording": "verbatim", "recordedAt": "2026-03-01T10:00:00.1234567Z", "track": "legal", "spokesperson": {"name": "Siti", "title": "Head"},
               "source": {"publisher": "Paper", "via": "Feed", "link": "https://example.com/a?b=1&c=2"}, "visibility": "public", "announcedAt": "2026-04-01T00:00:00+07:00"}],
            "commitments": [{"id": "c-1", "text": {"original": "en", "texts": {"en": "Will tell"}}, "promisedBy": {"name": "Siti"}, "status": "fulfilled",
               "source": {"publisher": "Paper"}, "recordedAt": "2026-03-03T00:00:00Z", "announcedAt": "2026-05-01T00:00:00Z"}],
            "lastConfirmed": "2026-11-18T07:05:00Z"},
           {"name": "No programme", "programme": null}]}
        """;

    [Fact]
    public async Task What_is_exported_and_imported_into_an_empty_registry_is_exported_alike()
    {
        await using var first = await FileRegistry.OpenAsync();
        await using var second = await FileRegistry.OpenAsync();
        (await first.ImportAsync(Whole)).Problems.Texts.ShouldBeEmpty();
        var exported = await first.ExportAsync();
        second.Clock.Advance(TimeSpan.FromDays(40));

        var report = await second.ImportAsync(exported);

        report.Problems.Texts.ShouldBeEmpty();
        (await second.ExportAsync()).ShouldBe(exported);
        var disney = await second.ViewAsync("disney-plus");
        disney.LatestMilestone!.Id.ShouldBe("m-2");
        JsonNode.Parse(exported)!["partners"]![0]!["milestones"]![0]!["announcedAt"]!
            .ToString()
            .ShouldBe("2026-03-31T17:00:00Z");
    }

    [Fact]
    public async Task What_was_superseded_and_announced_over_the_api_survives()
    {
        await using var first = await FileRegistry.OpenAsync();
        await using var second = await FileRegistry.OpenAsync();
        await first.ImportAsync(Whole);
        await first
            .Services.GetRequiredService<Edits>()
            .RunAsync(
                "p1",
                async edit =>
                {
                    var partner = await edit.Db.GetWholeAsync("no-programme", TestContext.Current.CancellationToken);
                    var body = new MilestoneBody
                    {
                        Kind = MilestoneKind.Step,
                        Title = new("en", new Dictionary<string, string> { ["en"] = "Met" }),
                    };
                    var wrong = edit.Add(partner, body, MilestoneEdits.NewId(edit));
                    edit.Announce(partner, wrong, edit.Now);
                    return edit.Supersede(partner, wrong, body);
                },
                TestContext.Current.CancellationToken
            );
        var exported = await first.ExportAsync();

        (await second.ImportAsync(exported)).Problems.Texts.ShouldBeEmpty();

        (await second.ExportAsync()).ShouldBe(exported);
        var milestones = JsonNode.Parse(exported)!["partners"]![1]!["milestones"]!;
        ((string?)milestones[1]!["supersedes"]).ShouldBe((string?)milestones[0]!["id"]);
    }

    [Fact]
    public async Task A_csv_export_changes_nothing_where_it_comes_from_and_survives_elsewhere()
    {
        await using var first = await FileRegistry.OpenAsync();
        await using var second = await FileRegistry.OpenAsync();
        await first.ImportAsync(Whole);
        await second.ImportAsync("""{"programmes": [{"id": "tv", "name": "TV"}]}""");
        var csv = await first.ExportAsync(FileFormat.Csv);

        (await first.ImportCsvAsync(csv)).Partners.ToString().ShouldBe("0 new, 0 changed, 2 unchanged");
        (await second.ImportCsvAsync(csv)).Problems.Texts.ShouldBeEmpty();

        (await second.ExportAsync(FileFormat.Csv)).ShouldBe(csv);
        (await second.ViewAsync("disney-plus")).Aliases.ShouldBe(["D+", "a;b\\c"]);
        (await second.ViewAsync("no-programme")).Programme.ShouldBeNull();
    }

    [Fact]
    public async Task A_cell_that_a_spreadsheet_would_run_is_guarded_on_export_and_data_on_import()
    {
        await using var registry = await FileRegistry.OpenAsync();
        string[] names = ["=HYPERLINK(1)", "+62", "-5", "@SUM(A1)", "'=quoted", "'plain"];
        await registry.ImportCsvAsync("id,name\n" + string.Join('\n', names.Select((name, n) => $"p{n},{name}")));

        var csv = await registry.ExportAsync(FileFormat.Csv);

        csv.Split("\r\n")[1..^1]
            .Select(row => row.Split(',')[1])
            .ShouldBe(["'=HYPERLINK(1)", "'+62", "'-5", "'@SUM(A1)", "'=quoted", "'plain"]);
        (await registry.ViewAsync("p0")).Name.ShouldBe("=HYPERLINK(1)");
        (await registry.ImportCsvAsync(csv)).Partners.Unchanged.ShouldBe(6);
    }

    [Fact]
    public void Any_text_survives_a_guarded_cell() =>
        Gen.String[Gen.Char["'=+-@\t\r\na; "], 0, 8].Sample(text => CsvCells.Unguard(CsvCells.Guard(text)) == text);

    [Fact]
    public void Any_list_of_texts_survives_a_cell() =>
        Gen.String[Gen.Char["ab;\\ '="], 1, 6]
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .List[0, 4]
            .Sample(texts => CsvCells.Split(CsvCells.Join(texts)).SequenceEqual(texts));

    [Fact]
    public void Spaces_around_the_texts_of_a_list_go() =>
        CsvCells.Split(" NFLX ; ;Net flix\t;").ShouldBe(["NFLX", "Net flix"]);

    [Theory]
    [InlineData("Catchplay+", "catchplay-plus")]
    [InlineData("Tom & Jerry", "tom-and-jerry")]
    [InlineData("  Péché  Mignon!", "peche-mignon")]
    [InlineData("ﬁlm", "film")]
    [InlineData("爱奇艺", null)]
    public void A_slug_is_made_of_the_name(string name, string? slug) => Slug.Of(name).ShouldBe(slug);

    [Fact]
    public async Task Any_valid_partner_survives_both_formats()
    {
        await using var first = await FileRegistry.OpenAsync();
        await using var second = await FileRegistry.OpenAsync();
        var number = 0;
        var partners = new JsonArray();
        ValidPartner.Sample(partner => partners.Add(Numbered(partner, number++)), iter: 300, threads: 1);
        (await first.ImportAsync(partners.ToJsonString())).Problems.Texts.ShouldBeEmpty();
        var (json, csv) = (await first.ExportAsync(), await first.ExportAsync(FileFormat.Csv));

        (await second.ImportCsvAsync(csv)).Problems.Texts.ShouldBeEmpty();
        (await second.ExportAsync(FileFormat.Csv)).ShouldBe(csv);
        (await second.ImportAsync(json)).Problems.Texts.ShouldBeEmpty();
        (await second.ExportAsync()).ShouldBe(json);

        foreach (var given in partners)
        {
            var view = await second.ViewAsync((string)given!["id"]!);
            view.Name.ShouldBe((string?)given["name"]);
            view.Aliases.ShouldBe(given["aliases"]!.AsArray().Select(alias => (string)alias!));
            view.Tracks.Legal.Note.ShouldBe((string?)given["tracks"]!["legal"]!["note"]);
        }
    }

    private static JsonNode Numbered(JsonObject partner, int number)
    {
        var copy = partner.DeepClone();
        copy["id"] = $"p-{number:000}";
        return copy;
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<string> ValidLine(int longest) =>
        ValidText(longest).Where(text => !text.AsSpan().ContainsAny('\n', '\t'));

    private static Gen<string> ValidText(int longest) =>
        Gen.OneOf(
                Gen.String[Gen.Char["=+-@'\";,\\ \n\tabc"], 1, longest],
                Gen.String[Gen.Char[' ', '\uD7FF'], 1, longest],
                OneOf("😀 café", "日本", "<b>&amp;</b>", "null", "true", "1e5")
            )
            .Where(text => PartnerRegistry.Http.PlainText.Fits(text, longest));

    private static readonly Gen<string?> Note = Gen.OneOf(
        ValidText(40).Select(note => (string?)note),
        Gen.Const((string?)null)
    );

    private static readonly Gen<JsonObject> ValidPartner =
        from name in ValidLine(30)
        from aliases in ValidLine(12).Array[0, 3]
        from stage in OneOf("prospect", "evaluating", "negotiating", "agreed", "live", "suspended", "ended", "declined")
        from visibility in OneOf("public", "internal", "restricted")
        from status in OneOf("not-started", "in-discussion", "no-agreement", "met")
        from access in OneOf<string?>("open", "closed", null)
        from notes in Note.Array[3]
        from owner in Gen.OneOf(ValidLine(12).Select(id => (string?)id), Gen.Const((string?)null))
        from day in Gen.Int[0, 3000]
        select new JsonObject
        {
            ["name"] = name,
            ["aliases"] = new JsonArray([.. aliases.Select(alias => (JsonNode)alias)]),
            ["stage"] = stage,
            ["visibility"] = visibility,
            ["targetDate"] =
                day > 1000
                    ? new DateOnly(2026, 1, 1)
                        .AddDays(day)
                        .ToString("O", System.Globalization.CultureInfo.InvariantCulture)
                    : null,
            ["owner"] = owner is null ? null : new JsonObject { ["id"] = owner, ["name"] = name },
            ["access"] = access is null
                ? new JsonArray()
                : new JsonArray(
                    new JsonObject
                    {
                        ["network"] = "own",
                        ["state"] = access,
                        ["by"] = "partner",
                        ["since"] = "2019",
                    }
                ),
            ["tracks"] = new JsonObject
            {
                ["legal"] = new JsonObject { ["status"] = status, ["note"] = notes[0] },
                ["business"] = new JsonObject { ["status"] = "met", ["note"] = notes[1] },
                ["technical"] = new JsonObject { ["note"] = notes[2] },
            },
            ["lastConfirmed"] = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(day),
        };
}
