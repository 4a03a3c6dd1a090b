namespace PartnerBot.Tests.Registry;

/// <summary>The registry's JSON, as written down in its wire format. Invented partners stand in for real ones but for their names.</summary>
public static class Samples
{
    public const string Tracks =
        """{"legal":{"status":"no-agreement","note":null},"business":{"status":"in-discussion"},"technical":{"status":"met","note":"tested"}}""";

    public const string Netflix = $$$"""
        {"id":"netflix","name":"Netflix","aliases":["NFLX"],"visibility":"internal","restrictedTo":{"people":[],"groups":[]},
        "sample":true,"programme":{"id":"indihome","name":"IndiHome"},"stage":"negotiating","targetDate":null,
        "access":[{"network":"own","state":"closed","by":"us","since":"2016-01"},{"network":"others","state":"open","by":null,"since":null}],
        "tracks":{{{Tracks}}},
        "requirements":[{"id":"content-law","track":"legal","title":{"original":"id","texts":{"id":"Patuh","en":"Complies"}},"origin":"existing-partners","status":"under-review","note":null}],
        "owner":{"id":"p1","name":"Owner One","email":null},"managers":[{"id":"p2","name":"Manager Two","email":"two@example.com"}],
        "latestMilestone":{"id":"m1","partner":"netflix","kind":"statement","title":{"original":"id","texts":{"id":"Masih berjalan"}},"text":null,
        "wording":"paraphrase","date":null,"track":"legal","spokesperson":{"name":"Speaker","title":null},
        "source":{"publisher":"Paper","via":null,"link":null},"visibility":"public","announcedAt":null,
        "recordedAt":"2026-11-18T07:05:00Z","supersedes":null,"supersededBy":null},
        "commitments":[{"id":"c1","partner":"netflix","promisedBy":null,"text":{"original":"en","texts":{"en":"The public will be told"}},
        "status":"open","source":null,"visibility":"internal","announcedAt":null,"recordedAt":"2026-11-18T07:05:00Z"}],
        "lastConfirmed":"2026-11-18T07:05:00Z","updatedAt":"2026-11-18T07:05:00Z"}
        """;

    public const string Hooq = $$$"""
        {"id":"hooq","name":"Hooq","aliases":[],"visibility":"public","restrictedTo":{"people":[],"groups":[]},"sample":false,
        "programme":null,"stage":"live","access":[],"tracks":{{{Tracks}}},"lastConfirmed":null,"updatedAt":"2026-11-18T07:05:00Z"}
        """;

    /// <summary>A page of the list; a partner's own JSON serves as its summary, whose fields it contains.</summary>
    public static string Page(IEnumerable<string> items, string? next = null) =>
        $"{{\"items\":[{string.Join(',', items)}],\"next\":{(next is null ? "null" : $"\"{next}\"")}}}";
}
