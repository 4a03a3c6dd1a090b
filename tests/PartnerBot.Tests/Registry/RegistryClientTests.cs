using System.Net;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Registry;

public sealed class RegistryClientTests : IAsyncDisposable
{
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(1.5);

    private readonly RegistryHarness harness = new();

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public async Task A_partner_is_read_with_every_fact()
    {
        var reading = (await harness.FindAsync()).ShouldNotBeNull();

        reading.AsOf.ShouldBe(RegistryHarness.Start);
        reading.Stale.ShouldBeFalse();
        var partner = reading.Value;
        partner.Id.ShouldBe(new PartnerId("netflix"));
        partner.Aliases.ShouldHaveSingleItem().ShouldBe("NFLX");
        partner.Visibility.ShouldBe(Visibility.Internal);
        partner.Programme.ShouldBe(new Programme("indihome", "IndiHome"));
        partner.Stage.ShouldBe(Stage.Negotiating);
        partner.Access.ShouldBe([
            new AccessFact(Network.Own, AccessState.Closed, AccessBy.Us, new PartialDate(2016, 1, null)),
            new AccessFact(Network.Others, AccessState.Open, null, null),
        ]);
        partner.Tracks[Track.Business].ShouldBe(new TrackState(TrackStatus.InDiscussion, null));
        partner.Tracks[Track.Technical].ShouldBe(new TrackState(TrackStatus.Met, "tested"));
        partner.Requirements.ShouldHaveSingleItem().Status.ShouldBe(RequirementStatus.UnderReview);
        partner.Requirements[0].Origin.ShouldBe(RequirementOrigin.ExistingPartners);
        partner.Owner.ShouldBe(new Person("p1", "Owner One", null));
        partner.Managers.ShouldBe([new Person("p2", "Manager Two", "two@example.com")]);
        partner.LatestMilestone.ShouldNotBeNull().Title.Texts["id"].ShouldBe("Masih berjalan");
        partner.Commitments.ShouldHaveSingleItem().Status.ShouldBe(CommitmentStatus.Open);
        harness.Registry.LastAuthorization?.ToString().ShouldBe("Bearer a-reader-key");
        harness.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unchanged_partner_is_confirmed_and_not_sent_again()
    {
        var first = (await harness.FindAsync()).ShouldNotBeNull();
        harness.Time.Advance(TimeSpan.FromMinutes(5));
        var second = (await harness.FindAsync()).ShouldNotBeNull();

        second.Value.ShouldBeSameAs(first.Value);
        second.AsOf.ShouldBe(RegistryHarness.Start.AddMinutes(5));
        second.Stale.ShouldBeFalse();
        harness.Registry.Asked.ShouldBe(["/v1/partners/netflix", "/v1/partners/netflix if not \"v1\""]);
    }

    [Fact]
    public async Task A_changed_partner_is_read_anew()
    {
        await harness.FindAsync();
        harness.Time.Advance(TimeSpan.FromSeconds(2));
        harness.Registry.Partner = FakeRegistry.Serving(
            Samples.Netflix.Replace("negotiating", "agreed", StringComparison.Ordinal),
            "\"v2\""
        );

        (await harness.FindAsync()).ShouldNotBeNull().Value.Stage.ShouldBe(Stage.Agreed);
    }

    [Fact]
    public async Task A_partner_confirmed_within_the_last_second_is_not_asked_for_again()
    {
        await harness.FindAsync();
        harness.Time.Advance(TimeSpan.FromSeconds(0.9));
        await harness.FindAsync();

        harness.Registry.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_partner_that_does_not_exist_is_null()
    {
        (await harness.FindAsync("nobody")).ShouldBeNull();
        harness.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deleted_partner_is_forgotten_and_never_served_stale()
    {
        await harness.FindAsync();
        harness.Time.Advance(TimeSpan.FromSeconds(2));
        harness.Registry.Partner = FakeRegistry.Failing(HttpStatusCode.NotFound);
        (await harness.FindAsync()).ShouldBeNull();

        harness.Registry.Partner = FakeRegistry.Failing(HttpStatusCode.InternalServerError);
        await Should.ThrowAsync<RegistryUnavailableException>(() => harness.FindAsync());
    }

    public static TheoryData<string, FakeRegistry.Answer> Failures() =>
        new()
        {
            { "it answers 500", FakeRegistry.Failing(HttpStatusCode.InternalServerError) },
            { "it answers 503", FakeRegistry.Failing(HttpStatusCode.ServiceUnavailable) },
            { "it asks to be asked less often (429)", FakeRegistry.Failing(HttpStatusCode.TooManyRequests) },
            {
                "it refuses the key (401); put a reader key of the registry in Registry:ApiKey",
                FakeRegistry.Failing(HttpStatusCode.Unauthorized)
            },
            {
                "it refuses the key (403); put a reader key of the registry in Registry:ApiKey",
                FakeRegistry.Failing(HttpStatusCode.Forbidden)
            },
            {
                "it redirects (302), which is not followed; put the final address in Registry:BaseUrl",
                FakeRegistry.Failing(HttpStatusCode.Found)
            },
            {
                "it answers with something other than JSON; check Registry:BaseUrl",
                FakeRegistry.Always(() => FakeRegistry.Text("<html>Sign in</html>", "text/html"))
            },
            {
                "it answers 404 without JSON, as another service would; check Registry:BaseUrl",
                FakeRegistry.Always(() =>
                    new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("404") }
                )
            },
            { "its answer is larger than allowed", FakeRegistry.Always(() => Streamed(new EndlessJson())) },
            { "the connection failed (ResponseEnded)", FakeRegistry.Always(() => Streamed(new BrokenStream())) },
            {
                "the connection failed (ConnectionError)",
                (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused")
            },
        };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_registry_that_fails_leaves_the_last_known_answer_marked_stale(
        string reason,
        FakeRegistry.Answer failure
    )
    {
        await harness.FindAsync();
        harness.Time.Advance(TimeSpan.FromMinutes(13));
        harness.Registry.Partner = failure;

        var reading = (await harness.FindAsync()).ShouldNotBeNull();

        reading.Stale.ShouldBeTrue();
        reading.AsOf.ShouldBe(RegistryHarness.Start);
        harness.Log.All.ShouldBe([$"Warning: The registry gave no usable answer about netflix: {reason}"]);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_registry_that_fails_at_first_has_no_answer(string reason, FakeRegistry.Answer failure)
    {
        harness.Registry.Partner = failure;

        var thrown = await Should.ThrowAsync<RegistryUnavailableException>(() => harness.FindAsync());

        thrown.Message.ShouldBe($"The registry gave no usable answer about netflix: {reason}.");
        harness.Log.All.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{\"id\":\"netflix\",\"name\":\"Net")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task JSON_that_is_not_a_whole_partner_is_no_answer(string body)
    {
        harness.Registry.Partner = FakeRegistry.Always(() => FakeRegistry.Json(body));

        var thrown = await Should.ThrowAsync<RegistryUnavailableException>(() => harness.FindAsync());

        thrown.Message.ShouldContain("its JSON is not as agreed");
    }

    [Theory]
    [InlineData("\"stage\":\"negotiating\"", "\"stage\":\"haggling\"")]
    [InlineData("\"stage\":\"negotiating\"", "\"stage\":2")]
    [InlineData("\"stage\":\"negotiating\"", "\"stage\":null")]
    [InlineData("\"stage\":\"negotiating\",", "")]
    [InlineData("\"name\":\"Netflix\",", "")]
    [InlineData("\"name\":\"Netflix\"", "\"name\":null")]
    [InlineData("\"id\":\"netflix\",\"name\"", "\"id\":\"\",\"name\"")]
    [InlineData("[\"NFLX\"]", "[null]")]
    [InlineData("\"since\":\"2016-01\"", "\"since\":\"2016-13\"")]
    [InlineData("\"since\":\"2016-01\"", "\"since\":\"January\"")]
    [InlineData("\"texts\":{\"id\":\"Masih berjalan\"}", "\"texts\":{\"en\":\"Going on\"}")]
    [InlineData("\"legal\":{\"status\":\"no-agreement\",\"note\":null},", "")]
    public async Task A_fact_that_is_missing_or_unknown_makes_the_answer_unreadable(string part, string instead)
    {
        var body = Samples.Netflix.Replace(part, instead, StringComparison.Ordinal);
        body.Equals(Samples.Netflix, StringComparison.Ordinal).ShouldBeFalse();
        harness.Registry.Partner = FakeRegistry.Always(() => FakeRegistry.Json(body));

        await Should.ThrowAsync<RegistryUnavailableException>(() => harness.FindAsync());
    }

    [Fact]
    public async Task Fields_of_a_later_registry_are_passed_over()
    {
        var body = "{\"mood\":{\"deep\":[1]}," + Samples.Netflix[1..];
        harness.Registry.Partner = FakeRegistry.Always(() => FakeRegistry.Json(body));

        (await harness.FindAsync()).ShouldNotBeNull().Value.Name.ShouldBe("Netflix");
    }

    [Fact]
    public async Task JSON_nested_too_deep_is_no_answer()
    {
        var deep = $"{{\"mood\":{new string('[', 40)}{new string(']', 40)},\"id\"";
        var body = Samples.Netflix.Replace("{\"id\":\"netflix\"", $"{deep}:\"netflix\"", StringComparison.Ordinal);
        harness.Registry.Partner = FakeRegistry.Always(() => FakeRegistry.Json(body));

        await Should.ThrowAsync<RegistryUnavailableException>(() => harness.FindAsync());
    }

    [Fact]
    public async Task A_failure_that_passes_is_tried_again_at_once()
    {
        var answers = new Queue<HttpResponseMessage>([
            FakeRegistry.Problem(HttpStatusCode.BadGateway),
            FakeRegistry.Json(Samples.Netflix),
        ]);
        harness.Registry.Partner = (_, _) => Task.FromResult(answers.Dequeue());

        (await harness.FindAsync()).ShouldNotBeNull().Stale.ShouldBeFalse();
        harness.Log.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_silent_registry_is_given_up_after_one_and_a_half_seconds()
    {
        await harness.FindAsync();
        harness.Time.Advance(TimeSpan.FromMinutes(1));
        harness.Registry.Partner = FakeRegistry.Silence;

        var asking = harness.FindAsync();
        await harness.Registry.WasAsked(times: 2);
        harness.Time.Advance(Whole);

        (await asking).ShouldNotBeNull().Stale.ShouldBeTrue();
    }

    [Fact]
    public async Task A_body_that_stops_half_way_is_given_up_after_one_and_a_half_seconds()
    {
        harness.Registry.Partner = FakeRegistry.Always(() => Streamed(new StuckStream()));

        var asking = harness.FindAsync();
        await harness.Registry.WasAsked(times: 1);
        harness.Time.Advance(Whole);

        await Should.ThrowAsync<RegistryUnavailableException>(() => asking);
    }

    [Fact]
    public async Task A_registry_that_keeps_failing_is_left_alone_for_a_while_and_then_asked_again()
    {
        harness.Registry.Partner = FakeRegistry.Failing(HttpStatusCode.InternalServerError);
        for (var question = 0; question < 10; question++)
        {
            await Should.ThrowAsync<RegistryUnavailableException>(() => harness.FindAsync());
        }

        var askedWhenBroken = harness.Registry.Asked.Count;
        askedWhenBroken.ShouldBeLessThan(20);

        harness.Registry.Partner = FakeRegistry.Serving(Samples.Netflix, "\"v1\"");
        harness.Time.Advance(TimeSpan.FromSeconds(6));

        (await harness.FindAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_answer_older_than_a_day_is_not_served()
    {
        await harness.FindAsync();
        harness.Time.Advance(TimeSpan.FromHours(24));
        harness.Registry.Partner = FakeRegistry.Failing(HttpStatusCode.InternalServerError);

        await Should.ThrowAsync<RegistryUnavailableException>(() => harness.FindAsync());
    }

    [Fact]
    public async Task Fifty_who_ask_at_once_share_one_request_and_one_may_leave()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        harness.Registry.Partner = (_, _) => answer.Task;
        using var leaving = new CancellationTokenSource();

        var first = harness.Client.FindPartnerAsync(new PartnerId("netflix"), leaving.Token);
        var others = Enumerable.Range(0, 49).Select(_ => harness.FindAsync()).ToList();
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        answer.SetResult(FakeRegistry.Json(Samples.Netflix));

        (await Task.WhenAll(others)).ShouldAllBe(reading => reading != null && reading.Value.Name == "Netflix");
        harness.Registry.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Fifty_who_meet_a_failure_together_are_logged_once()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        harness.Registry.Partner = (_, _) => answer.Task;

        var askers = Enumerable.Range(0, 50).Select(_ => harness.FindAsync()).ToList();
        answer.SetResult(FakeRegistry.Problem(HttpStatusCode.TooManyRequests));

        foreach (var asker in askers)
        {
            await Should.ThrowAsync<RegistryUnavailableException>(() => asker);
        }

        harness.Log.All.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("a/b?c=d#e", "/v1/partners/a%2Fb%3Fc%3Dd%23e")]
    [InlineData("é ", "/v1/partners/%C3%A9%20")]
    public async Task An_id_stays_one_part_of_the_address(string id, string path)
    {
        (await harness.FindAsync(id)).ShouldBeNull();

        harness.Registry.Asked.ShouldBe([path]);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public async Task An_id_that_would_climb_out_of_the_address_names_nobody(string id)
    {
        (await harness.FindAsync(id)).ShouldBeNull();

        harness.Registry.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_registry_below_a_path_is_asked_there()
    {
        await using var below = new RegistryHarness("http://intranet.test/registry");
        await below.FindAsync();

        below.Registry.Asked.ShouldBe(["/registry/v1/partners/netflix"]);
    }

    private static HttpResponseMessage Streamed(Stream body) =>
        new(HttpStatusCode.OK)
        {
            Content = new StreamContent(body) { Headers = { { "Content-Type", "application/json" } } },
        };

    /// <summary>An array that never ends, as fast as it is read.</summary>
    private sealed class EndlessJson : ReadOnlyStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'[');
            return ValueTask.FromResult(buffer.Length);
        }
    }

    /// <summary>A connection that breaks within the body.</summary>
    private sealed class BrokenStream : ReadOnlyStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new HttpIOException(HttpRequestError.ResponseEnded);
    }

    /// <summary>A body that begins and then says nothing more.</summary>
    private sealed class StuckStream : ReadOnlyStream
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            await FakeRegistry.Silence(new HttpRequestMessage(), cancellationToken);
            return 0;
        }
    }
}
