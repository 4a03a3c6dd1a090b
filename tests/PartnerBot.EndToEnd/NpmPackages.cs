namespace PartnerBot.EndToEnd;

/// <summary>What npm installed beside these tests. Where it is missing, the test is skipped, but fails when <c>CI=true</c>.</summary>
internal static class NpmPackages
{
    /// <summary>The folder of <c>package.json</c>.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>A file of a package.</summary>
    public static string Find(string file)
    {
        var path = Path.Combine([Folder, "node_modules", .. file.Split('/')]);
        if (!File.Exists(path))
        {
            var missing =
                $"{file} is not installed: install Node (apt-get install nodejs npm), then run `npm ci` in {Folder}.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true", missing);
            Assert.Fail(missing);
        }

        return path;
    }

    private static string FindFolder()
    {
        var above = new DirectoryInfo(AppContext.BaseDirectory);
        while (above.Parent is { } parent && !File.Exists(Path.Combine(above.FullName, "npm", "package.json")))
        {
            above = parent;
        }

        return Path.Combine(above.FullName, "npm");
    }
}
