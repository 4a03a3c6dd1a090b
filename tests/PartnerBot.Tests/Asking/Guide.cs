using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PartnerBot.Tests.Asking;

/// <summary>The guide "Add a topic in ten minutes" in CONTRIBUTING.md, followed step by step.</summary>
internal sealed class Guide
{
    // What the projects' own builds import.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Shouldly;
        global using Xunit;
        """;

    private static readonly Regex Fenced = new(
        @"^\d\. [^\n]*`(?<path>[^`\n]+\.(cs|json))`( after `(?<after>[^`\n]+)`)?:\n\n```(csharp|json)\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    );

    private readonly List<Step> steps;

    private sealed record Step(string Path, string After, string Text);

    public Guide()
    {
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream("CONTRIBUTING.md")!
        );
        var guide = reader.ReadToEnd().ReplaceLineEndings("\n");
        steps =
        [
            .. Fenced
                .Matches(guide)
                .Select(step => new Step(
                    step.Groups["path"].Value,
                    step.Groups["after"].Value,
                    step.Groups["text"].Value
                )),
        ];
    }

    public IEnumerable<string> Paths => steps.Select(step => step.Path);

    /// <summary>The files of C# as one assembly.</summary>
    public Assembly Compile()
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "Walkthrough",
            steps
                .Where(step => step.Path.EndsWith(".cs", StringComparison.Ordinal))
                .Select(step => CSharpSyntaxTree.ParseText(step.Text, path: step.Path))
                .Append(CSharpSyntaxTree.ParseText(Usings)),
            trusted.Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        using var compiled = new MemoryStream();
        var result = compilation.Emit(compiled);
        // CS0436: whoever is following the guide has the types already.
        result
            .Diagnostics.Where(found => found is { Severity: >= DiagnosticSeverity.Warning, Id: not "CS0436" })
            .ShouldBeEmpty();
        return Assembly.Load(compiled.ToArray());
    }

    /// <summary>The files of a language with the entries that the guide has for it, each in its place.</summary>
    public IEnumerable<string> Extend(IEnumerable<string> files)
    {
        List<JsonObject> parsed = [.. files.Select(file => JsonNode.Parse(file)!.AsObject())];
        var code = parsed.Select(file => file["code"]?.GetValue<string>()).OfType<string>().Single();
        foreach (var step in steps.Where(step => step.Path.Contains($"/Languages/{code}/", StringComparison.Ordinal)))
        {
            var name = Path.GetFileNameWithoutExtension(step.Path);
            var entries = parsed.Select(file => file[name]).OfType<JsonObject>().Single();
            var place = entries.IndexOf(step.After);
            place.ShouldBeGreaterThanOrEqualTo(0, $"{step.Path} has no {step.After}");
            foreach (var (key, value) in JsonNode.Parse($"{{{step.Text.TrimEnd().TrimEnd(',')}}}")!.AsObject())
            {
                // Whoever is following the guide has it already.
                entries.Remove(key);
                entries.Insert(++place, key, value?.DeepClone());
            }
        }

        return parsed.Select(file => file.ToJsonString());
    }
}
