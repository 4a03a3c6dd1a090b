using System.Text;
using PartnerRegistry.Exchange;

namespace PartnerRegistry.Tests.Exchange;

public sealed class ReadingTests
{
    private const string Columns =
        "id, name, aliases, visibility, programme, stage, target_date, owner_id, owner_name, owner_email, access, access_by, access_since, others_access, legal, business, technical, legal_note, business_note, technical_note, last_confirmed";

    [Theory]
    [InlineData("", "Line 1: the file is empty; its first line names the columns: " + Columns + ".")]
    [InlineData("id,stage\nnetflix,live\n", "Line 1: the header has no column name; add it.")]
    [InlineData("name,Name\nA,B\n", "Line 1: the column name stands twice in the header; keep one.")]
    [InlineData("name,foo,bar\n", "Line 1: there is no column \"foo\" or \"bar\"; the columns are " + Columns + ".")]
    [InlineData(
        "name;stage\nViu;live\n",
        "Line 1: the columns are separated by semicolons; save the file with commas."
    )]
    [InlineData(
        "name,legal_note\nViu,live\n\nVidio,\"Two\nlines\"\nVid",
        "Line 6: the row has not as many cells as the header, which has 2; put cells that hold a comma between \"."
    )]
    [InlineData(
        "name,stage\nViu,live\n\"Vidio,live\n",
        "Line 3: a quotation mark is never closed, so that the rest of the file was not read; close it."
    )]
    [InlineData(
        "name,stage\nVi\"u,live\n",
        "Line 2: a quotation mark stands within a cell; put the cell between \" and write a \" inside it twice."
    )]
    [InlineData(
        "name,stage\nViu,lively\n",
        "Line 2, stage: takes one of prospect, evaluating, negotiating, agreed, live, suspended, ended, declined."
    )]
    [InlineData("name,target_date\nViu,soon\n", "Line 2, target_date: takes a day, such as 2026-12-31.")]
    [InlineData(
        "name,last_confirmed\nViu,soon\n",
        "Line 2, last_confirmed: takes a moment, such as 2026-11-18T07:05:00Z."
    )]
    [InlineData("name,legal\nViu,soon\n", "Line 2, legal: takes one of not-started, in-discussion, no-agreement, met.")]
    [InlineData("name,access\nViu,shut\n", "Line 2, access: takes one of open, closed.")]
    [InlineData(
        "name,access,access_since\nViu,open,then\n",
        "Line 2, access_since: takes a day, month or year, such as 2019-05-14, 2019-05 or 2019."
    )]
    [InlineData(
        "name,access_by\nViu,us\n",
        "Line 2, access_by: takes a value only where the access itself is open or closed."
    )]
    [InlineData(
        "name,owner_id,owner_name,owner_email\nViu,p1,Ani,nowhere\n",
        "Line 2, owner_email: takes an e-mail address of at most 254 characters."
    )]
    [InlineData(
        "name,programme\nViu,cable\n",
        "Line 2, programme: there is no programme \"cable\" yet; put it under programmes in a JSON file, before the partners."
    )]
    [InlineData(
        "id,name\nVi u,Viu\n",
        "Line 2, id: takes 1 to 64 of a-z, 0-9 and hyphen, beginning with a letter or digit."
    )]
    [InlineData("name\n爱奇艺\n", "Line 2, id: can't be made of the name \"爱奇艺\"; put one of a-z, 0-9 and hyphen.")]
    [InlineData("name,stage\n,live\n", "Line 2, name: is missing; a partner takes a name at least.")]
    [InlineData("name\nViu\nVidio\nviu\n", "Line 4, id: \"viu\" stands on line 2 already; keep one of the two.")]
    public async Task A_csv_file_that_is_wrong_says_where_and_how_to_mend_it(string csv, string told)
    {
        await using var registry = await FileRegistry.OpenAsync();

        var report = await registry.ImportCsvAsync(csv);

        report.Problems.Texts.ShouldBe([told]);
        report.IsKept.ShouldBeFalse();
        (await registry.ExportAsync()).ShouldBe("{\n  \"programmes\": [],\n  \"groups\": [],\n  \"partners\": []\n}\n");
    }

    [Theory]
    [InlineData(" \n", "Line 1: the file is empty; export writes one to start from.")]
    [InlineData(
        "7",
        "Line 1: the file takes {\"programmes\": […], \"groups\": […], \"partners\": […]} or a list of partners."
    )]
    [InlineData(
        "[\n{\"name\":\"Viu\"},\n{\"name\" \"Vidio\"}]",
        "Line 3: the JSON breaks at byte 9 of the line: '\"' is invalid after a property name. Expected a ':'; mend it there."
    )]
    [InlineData(
        "[\n{\"name\":\"Viu\"},\n{\"name\":\"Vid",
        "Line 3: the JSON breaks at byte 13 of the line: Expected end of string, but instead reached end of data; mend it there."
    )]
    [InlineData(
        "[{\"name\":\"Viu\"}]\nmore",
        "Line 2: the JSON breaks at byte 1 of the line: 'm' is invalid after a single JSON value. Expected end of data; mend it there."
    )]
    [InlineData(
        "{\"items\":[],\n\"partners\":[]}",
        "Line 1: there is no section \"items\"; the sections are programmes, groups and partners."
    )]
    [InlineData("{\n\"partners\":{}}", "Line 2: partners takes a list, […].")]
    [InlineData("[\n\"Viu\"]", "Line 2: an entry of the list takes an object, {…}.")]
    [InlineData(
        "[\n{\"name\":\"Viu\",\n\"name\":\"Vidio\"}]",
        "Line 2: Duplicate property 'name' encountered during deserialization; mend it."
    )]
    [InlineData(
        "[\n{\"name\":\"Viu\",\"colour\":\"red\"}]",
        "Line 2, colour: is not a field here; leave it out or mend its spelling."
    )]
    [InlineData("[\n{\"name\":\"Viu\",\"sample\":\"yes\"}]", "Line 2, sample: takes true or false.")]
    [InlineData("[\n{\"name\":\"Viu\",\"aliases\":\"V\"}]", "Line 2, aliases: takes a list of texts.")]
    [InlineData(
        "[\n{\"name\":\"Viu\",\"milestone\":{}}]",
        "Line 2, milestone: is not a field here; put it into milestones."
    )]
    [InlineData(
        "[\n{\"name\":\"Viu\",\"tracks\":{\"moral\":{\"status\":\"met\"}}}]",
        "Line 2, tracks.moral: is no track; the tracks are legal, business, technical."
    )]
    [InlineData(
        "[\n{\"name\":\"Viu\",\"requirements\":{\"tax\":{\"status\":\"met\"}}}]",
        "Line 2, requirements.tax: takes a partner with a programme, whose checklist it is on."
    )]
    [InlineData(
        "[\n{\"name\":\"Viu\",\"access\":[{\"state\":\"open\"},{\"network\":\"own\",\"state\":\"open\"}]}]",
        "Line 2, access: says the same network twice; keep one."
    )]
    [InlineData(
        "[\n{\"name\":\"Viu\",\"milestones\":[{\"kind\":\"step\"}]}]",
        "Line 2, milestones[0].title: takes {\"original\": \"en\", \"texts\": {\"en\": \"…\"}}: the original's language among the texts, each of 1 to 300 characters, none of them control or direction characters."
    )]
    [InlineData(
        "{\"partners\":[\n{\"name\":\"Viu\",\"programme\":\"tv\"}],\"programmes\":[{\"id\":\"tv\",\"name\":\"TV\"}]}",
        "Line 2, programme: there is no programme \"tv\" yet; put it under programmes in a JSON file, before the partners."
    )]
    [InlineData(
        "{\"programmes\":[{\"id\":\"tv\",\"name\":\"TV\"},\n{\"id\":\"tv\",\"name\":\"TV 2\"}]}",
        "Line 2, id: \"tv\" stands on line 1 already; keep one of the two."
    )]
    [InlineData("{\"groups\":[{\"name\":\"Law\"}]}", "Line 1, id: is missing; put a text of 1 to 200 characters.")]
    public async Task A_json_file_that_is_wrong_says_where_and_how_to_mend_it(string json, string told)
    {
        await using var registry = await FileRegistry.OpenAsync();

        var report = await registry.ImportAsync(json);

        report.Problems.Texts.ShouldBe([told]);
        report.IsKept.ShouldBeFalse();
        (await registry.ExportAsync()).ShouldBe("{\n  \"programmes\": [],\n  \"groups\": [],\n  \"partners\": []\n}\n");
    }

    [Fact]
    public async Task Everything_wrong_in_a_record_and_in_a_file_is_told()
    {
        await using var registry = await FileRegistry.OpenAsync();

        var report = await registry.ImportAsync(
            """
            [{"name": "Viu", "stage": "lively", "targetDate": "soon", "tracks": {"legal": {"status": "done"}}},
             {"name": "Vidio", "sample": 1, "milestones": [{"kind": "rumour", "title": {"original": "en", "texts": {"en": "x"}}, "date": "May"}]}]
            """
        );

        report.Problems.Texts.ShouldBe(
            [
                "Line 1, stage: takes one of prospect, evaluating, negotiating, agreed, live, suspended, ended, declined.",
                "Line 1, targetDate: takes a day, such as 2026-12-31.",
                "Line 1, tracks.legal.status: takes one of not-started, in-discussion, no-agreement, met.",
                "Line 2, sample: takes true or false.",
                "Line 2, milestones[0].kind: takes one of step, statement, denial, decision, rule.",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task The_first_hundred_errors_are_told_and_all_are_counted()
    {
        await using var registry = await FileRegistry.OpenAsync();
        var rows = Enumerable.Range(1, 150).Select(number => $"P {number},bogus");

        var report = await registry.ImportCsvAsync("name,stage\n" + string.Join('\n', rows));

        report.Problems.Count.ShouldBe(150);
        report.Problems.Texts.Count.ShouldBe(100);
    }

    [Theory]
    [InlineData(FileFormat.Csv, "name\nViu\n", "\nCaf")]
    [InlineData(FileFormat.Json, "[{\"name\":\n\"Viu\"},\n", "{\"name\":\n\"Ca")]
    public async Task What_is_not_utf8_is_told_by_line_and_byte(FileFormat format, string before, string same)
    {
        await using var registry = await FileRegistry.OpenAsync();
        byte[] latin1 = [.. Encoding.UTF8.GetBytes(before + same), 0xE9, (byte)'\n'];

        var report = await registry.ImportAsync(latin1, format);

        var line = (before + same).Count(letter => letter == '\n') + 1;
        report.Problems.Texts.ShouldBe([$"Line {line}: byte 4 of the line is not UTF-8; save the file as UTF-8."]);
    }

    [Theory]
    [InlineData(FileFormat.Csv)]
    [InlineData(FileFormat.Json)]
    public async Task Utf16_is_named(FileFormat format)
    {
        await using var registry = await FileRegistry.OpenAsync();

        var report = await registry.ImportAsync(
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("name\nViu")],
            format
        );

        report.Problems.Texts.ShouldBe(["Line 1: the file is UTF-16; save it as UTF-8."]);
    }

    [Theory]
    [InlineData(FileFormat.Csv, "name\nPéché\n")]
    [InlineData(FileFormat.Json, "[{\"name\":\"Péché\"}]")]
    public async Task A_byte_order_mark_is_passed_over(FileFormat format, string text)
    {
        await using var registry = await FileRegistry.OpenAsync();

        var report = await registry.ImportAsync(
            [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
            format
        );

        report.Problems.Texts.ShouldBeEmpty();
        (await registry.ViewAsync("peche")).Name.ShouldBe("Péché");
    }

    [Fact]
    public void A_file_is_read_alike_however_its_bytes_arrive()
    {
        var text =
            "[" + string.Join(",\n", Enumerable.Range(0, 40).Select(n => $$"""{"name":"Péché 😀 {{n}}"}""")) + "]";
        var bytes = Encoding.UTF8.GetBytes(text);

        for (var atOnce = 1; atOnce < 9; atOnce++)
        {
            using var input = new Utf8Input(new Trickle(bytes, atOnce), null);
            var problems = new Problems();
            var records = new JsonRecords(input, problems).Read().ToList();

            problems.Texts.ShouldBeEmpty();
            records.Select(record => record.Line).ShouldBe(Enumerable.Range(1, 40));
            ((string?)records[39].Fields["name"]).ShouldBe("Péché 😀 39");
        }
    }

    private sealed class Trickle(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(atOnce, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(atOnce, count));
    }
}
