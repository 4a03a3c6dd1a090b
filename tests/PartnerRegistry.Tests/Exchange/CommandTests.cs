using System.CommandLine;
using PartnerRegistry.Exchange;
using PartnerRegistry.Hosting;
using PartnerRegistry.Http;

namespace PartnerRegistry.Tests.Exchange;

public sealed class CommandTests
{
    [Fact]
    public async Task Import_tells_what_it_did()
    {
        await using var registry = await FileRegistry.OpenAsync();
        var file = await WriteAsync(registry, "two.csv", "name\nViu\nVidio\n");

        (await ImportAsync(registry, file, "--dry-run")).ShouldBe(
            (0, "Nothing was changed; two.csv would make partners 2 new, 0 changed, 0 unchanged.\n", "")
        );
        (await ImportAsync(registry, file)).ShouldBe(
            (0, "Imported two.csv: partners 2 new, 0 changed, 0 unchanged.\n", "")
        );
    }

    [Fact]
    public async Task Import_tells_every_error_and_fails()
    {
        await using var registry = await FileRegistry.OpenAsync();
        var file = await WriteAsync(registry, "bad.csv", "name,target_date\nViu,soon\nMola,\nVidio,later\n");
        const string errors =
            "Line 2, target_date: takes a day, such as 2026-12-31.\nLine 4, target_date: takes a day, such as 2026-12-31.\n";

        (await ImportAsync(registry, file)).ShouldBe(
            (
                1,
                "",
                errors
                    + "Nothing was imported from bad.csv: 2 errors to mend. --keep-going takes the rest without them.\n"
            )
        );
        (await ImportAsync(registry, file, "--keep-going")).ShouldBe(
            (1, "Imported bad.csv: partners 1 new, 0 changed, 0 unchanged. 2 errors left out.\n", errors)
        );
    }

    [Fact]
    public async Task Import_counts_the_errors_that_it_does_not_print()
    {
        await using var registry = await FileRegistry.OpenAsync();
        var file = await WriteAsync(
            registry,
            "bad.csv",
            "name,stage\n" + string.Join('\n', Enumerable.Range(1, 101).Select(n => $"P{n},x"))
        );

        var (_, _, errors) = await ImportAsync(registry, file);

        errors.Split('\n')[100].ShouldBe("And 1 more.");
    }

    [Theory]
    [InlineData("partners.xlsx", "\"partners.xlsx\" is not a file for import, which takes a .csv or .json.")]
    [InlineData("--dry-rum", "\"--dry-rum\" is not a file for import, which takes a .csv or .json.")]
    public async Task A_file_that_is_none_is_named(string file, string told)
    {
        await using var registry = await FileRegistry.OpenAsync();

        (await Should.ThrowAsync<StartException>(() => ImportAsync(registry, file))).Message.ShouldBe(told);
    }

    [Fact]
    public async Task A_misspelt_option_is_no_setting()
    {
        await using var registry = await FileRegistry.OpenAsync();
        var file = await WriteAsync(registry, "a.csv", "name\nViu\n");

        var thrown = await Should.ThrowAsync<StartException>(() => ImportAsync(registry, file, "--dry-rum"));

        thrown.Message.ShouldBe(
            "\"--dry-rum\" is not a command, option or setting here. --help tells which there are."
        );
        (await registry.ExportAsync(FileFormat.Csv)).ShouldNotContain("Viu");
    }

    [Fact]
    public async Task Import_and_export_work_beside_a_running_service()
    {
        await using var registry = await FileRegistry.OpenAsync();
        await using var service = PartnerRegistryApp.Build(
            new()
            {
                Environment = "Development",
                Args = ["--urls", "http://127.0.0.1:0"],
                Settings = new Dictionary<string, string?>
                {
                    ["ConnectionStrings:PartnerRegistry"] = registry.Connection,
                },
            }
        );
        await service.StartAsync(TestContext.Current.CancellationToken);
        var file = await WriteAsync(registry, "more.csv", "name\nMubi\n");
        var output = Path.Combine(registry.Folder, "out.csv");

        var (exit, _, _) = await ImportAsync(registry, file);
        var exported = await ExportCommand
            .Create()
            .Parse([
                "--format",
                "csv",
                "--output",
                output,
                $"--ConnectionStrings:PartnerRegistry={registry.Connection}",
            ])
            .InvokeAsync(new() { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
        await service.StopAsync(TestContext.Current.CancellationToken);

        (exit, exported).ShouldBe((0, 0));
        var text = await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken);
        text.ShouldContain("Mubi");
        text.ShouldContain("Netflix");
        Directory.GetFiles(registry.Folder, "*.partial").ShouldBeEmpty();
    }

    private static async Task<string> WriteAsync(FileRegistry registry, string name, string text)
    {
        var file = Path.Combine(registry.Folder, name);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        return file;
    }

    private static async Task<(int Exit, string Output, string Error)> ImportAsync(
        FileRegistry registry,
        params string[] arguments
    )
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = await ImportCommand
            .Create()
            .Parse([.. arguments, $"--ConnectionStrings:PartnerRegistry={registry.Connection}"])
            .InvokeAsync(
                new()
                {
                    EnableDefaultExceptionHandler = false,
                    Output = output,
                    Error = error,
                },
                TestContext.Current.CancellationToken
            );
        return (exit, output.ToString(), error.ToString());
    }
}
