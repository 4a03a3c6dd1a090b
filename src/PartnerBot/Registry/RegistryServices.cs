using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace PartnerBot.Registry;

internal static class RegistryServices
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>One partner: two tries of 0.7 s and a short wait between them fit in 1.5 s.</summary>
    private static readonly Limits Single = new(
        Total: TimeSpan.FromSeconds(1.5),
        Attempt: TimeSpan.FromSeconds(0.7),
        Retries: 1,
        Bytes: Megabyte
    );

    /// <summary>The same where the registry is inside: it is then only as slow as this process, at a cold start above all.</summary>
    private static readonly Limits SingleInside = Single with
    {
        Total = TimeSpan.FromSeconds(15),
        Attempt = TimeSpan.FromSeconds(7),
    };

    /// <summary>A page of a thousand, which nobody waits for.</summary>
    private static readonly Limits Listing = new(
        Total: TimeSpan.FromSeconds(20),
        Attempt: TimeSpan.FromSeconds(8),
        Retries: 2,
        Bytes: 8 * Megabyte
    );

    /// <summary>A page of the feed: as long as the registry is asked to wait for one, and then as long as for a page of the list.</summary>
    private static readonly TimeSpan FeedTotal = FeedFollower.Wait + TimeSpan.FromSeconds(10);

    private sealed record Limits(TimeSpan Total, TimeSpan Attempt, int Retries, long Bytes);

    public static void AddRegistry(this IServiceCollection services, RegistrySettings settings)
    {
        services.AddSingleton<RegistryAddress>(_ =>
        {
            var address = new RegistryAddress();
            if (settings.BaseUrl is { } baseUrl)
            {
                address.Set(baseUrl, settings.ApiKey);
            }

            return address;
        });
        services.AddSingleton<RegistryClient>();
        services.AddSingleton<PartnerDirectory>();
        services.AddSingleton<PartnerSource>();
        services.AddSingleton<IPartnerSource>(provider => provider.GetRequiredService<PartnerSource>());
        services.AddHostedService<WhileServing>();
        services.AddSingleton(settings);
        services.AddSingleton<EmbeddedRegistry>();
        services.AddRegistryHttp(RegistryClient.Single, settings).Limit(settings.Embedded ? SingleInside : Single);
        services.AddRegistryHttp(RegistryClient.Listing, settings).Limit(Listing);
        services.AddRegistryHttp(RegistryClient.Feed, settings).LimitFeed();
    }

    private static void Limit(this IHttpClientBuilder client, Limits limits)
    {
        client.AddStandardResilienceHandler(options => Limit(options, limits));
        client.AddHttpMessageHandler(() => new WholeBody(limits.Bytes));
    }

    // No retries: who follows asks again, after a pause of its own.
    private static void LimitFeed(this IHttpClientBuilder client)
    {
        client.AddResilienceHandler("feed", pipeline => pipeline.AddTimeout(FeedTotal));
        client.AddHttpMessageHandler(() => new WholeBody(Listing.Bytes));
    }

    private static IHttpClientBuilder AddRegistryHttp(
        this IServiceCollection services,
        string name,
        RegistrySettings settings
    ) =>
        services
            .AddHttpClient(name)
            .RemoveAllLoggers()
            .ConfigureHttpClient(
                (provider, http) =>
                {
                    http.Timeout = Timeout.InfiniteTimeSpan; // the limits below, which also cover the body
                    provider.GetRequiredService<RegistryAddress>().Apply(http);
                }
            )
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    AutomaticDecompression = System.Net.DecompressionMethods.All,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                    UseProxy = !settings.Embedded,
                }
            );

    private static void Limit(HttpStandardResilienceOptions options, Limits limits)
    {
        options.TotalRequestTimeout.Timeout = limits.Total;
        options.AttemptTimeout.Timeout = limits.Attempt;
        options.Retry.MaxRetryAttempts = limits.Retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(50);
        options.Retry.UseJitter = true;
        // A registry that says when to come back means seconds; the asker has none.
        options.Retry.ShouldRetryAfterHeader = false;
        options.Retry.ShouldHandle = outcome =>
            ValueTask.FromResult(
                HttpClientResiliencePredicates.IsTransient(outcome.Outcome)
                    && outcome.Outcome.Result?.StatusCode != System.Net.HttpStatusCode.TooManyRequests
                    && !IsTooLarge(outcome.Outcome)
            );
        // One answer that is too large says nothing of the others.
        options.CircuitBreaker.ShouldHandle = outcome =>
            ValueTask.FromResult(
                HttpClientResiliencePredicates.IsTransient(outcome.Outcome) && !IsTooLarge(outcome.Outcome)
            );
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(30);
        options.CircuitBreaker.MinimumThroughput = 10;
        options.CircuitBreaker.FailureRatio = 0.5;
        options.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(5);
    }

    private static bool IsTooLarge(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded };

    /// <summary>The list of partners is there for the first question and follows the registry; it holds up no stop.</summary>
    private sealed class WhileServing(PartnerDirectory directory) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            directory.Begin();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => directory.EndAsync();
    }

    /// <summary>Reads the body before the answer is handed on, so that the time limits cover it and its size is bounded.</summary>
    private sealed class WholeBody(long mostBytes) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var response = await base.SendAsync(request, cancellationToken);
            try
            {
                await response.Content.LoadIntoBufferAsync(mostBytes, cancellationToken);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }
}
