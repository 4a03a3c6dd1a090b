using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PartnerBot.Asking;
using PartnerBot.Storage;

namespace PartnerBot.Tests.Asking;

public sealed class AskingServicesTests
{
    [Fact]
    public async Task A_house_language_that_there_is_not_stops_the_start()
    {
        await using var provider = Services("fr");
        var checks = provider.GetServices<IHostedService>();

        var failure = await Should.ThrowAsync<KeyNotFoundException>(() => StartAsync(checks));

        failure.Message.ShouldBe("There is no language \"fr\". There are: en, id.");
    }

    [Fact]
    public async Task A_house_language_may_name_its_country()
    {
        await using var provider = Services("id-ID");

        await StartAsync(provider.GetServices<IHostedService>());

        provider.GetRequiredService<TopicCatalogue>().Contains("status").ShouldBeTrue();
    }

    private static ServiceProvider Services(string language)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddStorage(new(DatabaseProvider.Sqlite, "Data Source=:memory:", File: null));
        return services
            .AddSingleton(new Locale(language, TimeZoneInfo.Utc))
            .AddSingleton(TimeProvider.System)
            .AddAsking()
            .BuildServiceProvider();
    }

    private static Task StartAsync(IEnumerable<IHostedService> services) =>
        Task.WhenAll(services.Select(service => service.StartAsync(TestContext.Current.CancellationToken)));
}
