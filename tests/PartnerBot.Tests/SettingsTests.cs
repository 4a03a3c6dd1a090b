using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace PartnerBot.Tests;

public sealed class SettingsTests
{
    private const string Registry = "--Registry:BaseUrl=http://127.0.0.1:1";
    private const string RegistryKey = "--Registry:ApiKey=a-reader-key";
    private const string Name = "--ApiKeys:0:Name=wiki";
    private const string Key = "--ApiKeys:0:Key=asker-key-0123456789";
    private const string AppId = "--MicrosoftAppId=1a2b3c4d-0000-4000-8000-00000000abcd";
    private const string Password = "--MicrosoftAppPassword=secret";

    public static TheoryData<string, string[]> Wrong() =>
        new()
        {
            {
                "Registry:BaseUrl is missing; put the address of the partner registry there, or set Registry:Embedded=true to run one inside.",
                []
            },
            {
                "Registry:BaseUrl is missing; put the address of the partner registry there, or set Registry:Embedded=true to run one inside.",
                ["--environment=Development", "--Registry:Embedded=false"]
            },
            {
                "Registry:BaseUrl is not an absolute http or https address; put one such as https://registry.example.com.",
                ["--Registry:BaseUrl=registry.example.com", RegistryKey]
            },
            {
                "Registry:BaseUrl is not an absolute http or https address; put one such as https://registry.example.com.",
                ["--Registry:BaseUrl=ftp://registry.example.com", RegistryKey]
            },
            {
                "Registry:BaseUrl and Registry:Embedded are both set; keep the address of your registry, or Embedded=true for the one inside.",
                [Registry, RegistryKey, "--Registry:Embedded=true"]
            },
            {
                "Registry:ApiKey is missing although Registry:BaseUrl is set; put a reader key of the registry there.",
                [Registry]
            },
            {
                "Registry:ApiKey holds spaces or characters that no key has; put the key alone there.",
                [Registry, "--Registry:ApiKey=two words"]
            },
            { "Registry:Embedded is \"maybe\"; put true or false.", ["--Registry:Embedded=maybe"] },
            {
                "Registry:EmbeddedPort is \"70000\"; put a port from 0 (any free one) to 65535.",
                ["--Registry:Embedded=true", "--Registry:EmbeddedPort=70000"]
            },
            {
                "Registry:Keys:0:Role is \"asker\"; put reader or editor.",
                [
                    "--Registry:Embedded=true",
                    "--Registry:Keys:0:Name=ed",
                    "--Registry:Keys:0:Key=editor-key-0123456789",
                    "--Registry:Keys:0:Role=asker",
                ]
            },
            {
                "Database:Provider is \"Oracle\"; put Sqlite or Postgres.",
                [Registry, RegistryKey, "--Database:Provider=Oracle"]
            },
            {
                "ConnectionStrings:PartnerBot is missing although Database:Provider is Postgres; put one such as Host=db;Database=partnerbot;Username=partnerbot;Password=….",
                [Registry, RegistryKey, "--Database:Provider=Postgres"]
            },
            {
                "ConnectionStrings:PartnerBot can't be read as a connection string; put one such as Data Source=data/partnerbot.db.",
                [Registry, RegistryKey, "--ConnectionStrings:PartnerBot=Sauce=x"]
            },
            {
                "ConnectionStrings:PartnerBot names no file; put one such as Data Source=data/partnerbot.db.",
                [Registry, RegistryKey, "--ConnectionStrings:PartnerBot=Data Source=:memory:"]
            },
            {
                "TimeZone is \"Mars/Olympus\", which is not known here; put an IANA name such as Asia/Jakarta.",
                [Registry, RegistryKey, "--TimeZone=Mars/Olympus"]
            },
            {
                "Language is \"tlh\", which is not known; put one of en, id.",
                [Registry, RegistryKey, "--Language=tlh"]
            },
            {
                "ApiKeys:0:Key is missing or shorter than 20 characters; put a long random one.",
                [Registry, RegistryKey, Name]
            },
            {
                "ApiKeys:0:Key is missing or shorter than 20 characters; put a long random one.",
                [Registry, RegistryKey, Name, "--ApiKeys:0:Key=short"]
            },
            { "ApiKeys:0:Name is missing; put a name for the key's holder.", [Registry, RegistryKey, Key] },
            {
                "ApiKeys:0:Role is \"king\"; put asker or delegate.",
                [Registry, RegistryKey, Name, Key, "--ApiKeys:0:Role=king"]
            },
            {
                "ApiKeys holds the name \"wiki\" twice; give each key a name of its own.",
                [Registry, RegistryKey, Name, Key, "--ApiKeys:1:Name=wiki", "--ApiKeys:1:Key=other-key-0123456789"]
            },
            {
                "ApiKeys holds one key for both \"wiki\" and \"portal\"; give each a key of its own.",
                [Registry, RegistryKey, Name, Key, "--ApiKeys:1:Name=portal", "--ApiKeys:1:Key=asker-key-0123456789"]
            },
            { Half("MicrosoftAppType"), [Registry, RegistryKey, "--MicrosoftAppType=SingleTenant"] },
            { Half("MicrosoftAppPassword"), ["--environment=Development", Password] },
            { Half("MicrosoftAppTenantId"), [Registry, RegistryKey, "--MicrosoftAppTenantId=a-tenant"] },
            { Half("Teams:AllowedTenants"), [Registry, RegistryKey, "--Teams:AllowedTenants:0=a-tenant"] },
            {
                Half("Teams:AllowedServiceHosts"),
                [Registry, RegistryKey, "--Teams:AllowedServiceHosts:0=smba.example.com"]
            },
            {
                "MicrosoftAppId is \"bot\", which is no app id; put the one of your Azure Bot, a GUID.",
                [Registry, RegistryKey, "--MicrosoftAppId=bot"]
            },
            { NoType, [Registry, RegistryKey, AppId] },
            { NoType, [Registry, RegistryKey, AppId, "--MicrosoftAppType=Tenantless"] },
            {
                "MicrosoftAppPassword is missing although MicrosoftAppType is SingleTenant; put the client secret of your app there.",
                [Registry, RegistryKey, AppId, "--MicrosoftAppType=SingleTenant"]
            },
            {
                "MicrosoftAppTenantId is missing although MicrosoftAppType is SingleTenant; put the id of your tenant there.",
                [Registry, RegistryKey, AppId, "--MicrosoftAppType=SingleTenant", Password]
            },
            {
                "MicrosoftAppTenantId is missing although MicrosoftAppType is UserAssignedMSI; put the id of your tenant there.",
                [Registry, RegistryKey, AppId, "--MicrosoftAppType=UserAssignedMSI"]
            },
            {
                "MicrosoftAppPassword is missing although MicrosoftAppType is MultiTenant; put the client secret of your app there.",
                [Registry, RegistryKey, AppId, "--MicrosoftAppType=MultiTenant"]
            },
            {
                "Teams:AllowedTenants is missing although MicrosoftAppType is MultiTenant; put the ids of the tenants whose people may ask there.",
                [Registry, RegistryKey, AppId, "--MicrosoftAppType=MultiTenant", Password]
            },
            {
                "Teams:AllowedTenants has \"example.com\", which is no tenant's id; put a GUID there.",
                [
                    Registry,
                    RegistryKey,
                    AppId,
                    "--MicrosoftAppType=MultiTenant",
                    Password,
                    "--Teams:AllowedTenants:0=example.com",
                ]
            },
            {
                "MicrosoftAppTenantId is \"example.onmicrosoft.com\", which is no tenant's id; put the one of your tenant, a GUID.",
                [
                    Registry,
                    RegistryKey,
                    AppId,
                    "--MicrosoftAppType=SingleTenant",
                    Password,
                    "--MicrosoftAppTenantId=example.onmicrosoft.com",
                ]
            },
            {
                "Teams:AllowedServiceHosts has \"smba example\"; put a host such as smba.example.com.",
                [Registry, RegistryKey, "--Teams:AllowedServiceHosts:0=smba example"]
            },
            { "There is no command \"serve\"; --help lists them.", ["serve"] },
        };

    private const string NoType =
        "MicrosoftAppType is missing or unknown although MicrosoftAppId is set; put SingleTenant, UserAssignedMSI or MultiTenant.";

    private static string Half(string name) =>
        $"MicrosoftAppId is missing although {name} is set; put the app id of your Azure Bot there, or take {name} away.";

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_setting_stops_the_start_with_one_sentence(string sentence, string[] args)
    {
        using var folder = new TempFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync(
            [.. args, $"--contentRoot={folder.Path}", "--hostBuilder:reloadConfigOnChange=false"],
            TextReader.Null,
            output,
            error
        );

        code.ShouldBe(1);
        error.ToString().ShouldBe(sentence + Environment.NewLine);
        output.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_set_in_Development_is_a_registry_inside_and_a_file_below_the_content_root()
    {
        var settings = Read("Development");

        settings.Registry.ShouldBe(new RegistrySettings(null, null, Embedded: true, 3979));
        settings.Database.File.ShouldBe(Path.Combine(Path.GetTempPath(), "data", "partnerbot.db"));
        settings.Locale.Language.ShouldBe("en");
        settings.Locale.TimeZone.Id.ShouldBe("Asia/Jakarta");
        settings.ApiKeys.ShouldBeEmpty();
    }

    [Fact]
    public void Production_with_a_registry_is_enough() =>
        Read("Production", ("Registry:BaseUrl", "https://registry.example.com"), ("Registry:ApiKey", "key"))
            .Registry.Embedded.ShouldBeFalse();

    [Fact]
    public void A_registry_inside_is_allowed_in_Production_when_asked_for() =>
        Read("Production", ("Registry:Embedded", "true")).Registry.Embedded.ShouldBeTrue();

    private static Settings Read(string environment, params (string Name, string? Value)[] set) =>
        Settings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(set.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal))
                .Build(),
            new HostingEnvironment { EnvironmentName = environment, ContentRootPath = Path.GetTempPath() }
        );
}
