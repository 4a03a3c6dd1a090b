using System.Text.Json.Nodes;

namespace PartnerBot.Tests.Whole;

/// <summary>What else can be asked of a partner, over the API and against the registry with the sample data.</summary>
public sealed class TopicTests(Product product) : IClassFixture<Product>
{
    [Fact]
    public async Task A_timeline_tells_what_was_reported_with_who_said_it_and_where()
    {
        var message = (await product.AskAsync("timeline netflix"))["message"]!;

        message["headline"].ShouldSay("""{ "title": "Netflix timeline", "context": null, "state": "4 in all" }""");
        Lines(message)
            .ShouldBe([
                "Date not given in the source: Statement · Talks are intensive; no meeting point has been found yet. Hopefully soon. · Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF",
                "Date not given in the source: Rule · Partners get no special treatment. The others too came to discuss legal, business and technical matters before joining. · Siti Choiriana, Director Consumer Service · paraphrase · Suara.com via KLIKPOSITIF",
                "Date not given in the source: Rule · No discrimination. A partner must meet all that existing partners have met, and its content must fit regulation and the state of society. · Arif Prabowo, VP Corporate Communication · paraphrase · Suara.com via KLIKPOSITIF",
                "Date not given in the source: Denial · The closed access is not a business trick · Arif Prabowo, VP Corporate Communication · paraphrase · Suara.com via KLIKPOSITIF",
            ]);
        message["notes"].ShouldSay("""["Sample data"]""");
        message["actions"].ShouldSay("""[{ "topic": "status", "label": "Netflix status", "ask": "status Netflix" }]""");
        ((string?)message["visibility"]).ShouldBe("internal");
        message["freshness"]
            .ShouldSay(
                """{ "asOf": "2026-11-24T07:05:00+00:00", "lastConfirmed": "2026-11-18T07:05:00+00:00", "stale": false }"""
            );
    }

    [Fact]
    public async Task Requirements_show_what_is_open_first_and_are_the_same_for_every_partner()
    {
        var netflix = (await product.AskAsync("syarat netflix"))["message"]!;
        var hooq = (await product.AskAsync("syarat hooq"))["message"]!;

        ((string?)netflix["text"])
            .ShouldNotBeNull()
            .ShouldStartWith(
                "Syarat Netflix: 7 dari 12 terpenuhi. IndiHome. Legal: 2 dari 5 terpenuhi: "
                    + "Penanganan pengaduan tentang konten: belum terpenuhi · peraturan. "
                    + "Konten sesuai regulasi Indonesia: sedang ditinjau · peraturan. "
            );
        ((string?)hooq["headline"]!["state"]).ShouldBe("12 dari 12 terpenuhi");
        netflix["notes"].ShouldSay("""["Daftar syaratnya sama untuk setiap mitra.", "Data contoh"]""");
        Titles(netflix).Order(StringComparer.Ordinal).ShouldBe(Titles(hooq).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Compare_shows_the_same_rows_for_each_in_alphabetical_order()
    {
        var message = (await product.AskAsync("compare netflix hooq iflix"))["message"]!;

        message["table"]
            .ShouldSay(
                """
                {
                  "columns": ["HOOQ", "iflix", "Netflix"],
                  "rows": [
                    { "label": "Programme", "cells": ["IndiHome", "IndiHome", "IndiHome"] },
                    { "label": "Stage", "cells": ["live", "live", "negotiating"] },
                    { "label": "Access on our network", "cells": ["not recorded", "not recorded", "closed by us"] },
                    { "label": "Access at other operators", "cells": ["not recorded", "not recorded", "open"] },
                    { "label": "Legal", "cells": ["met", "met", "no agreement yet"] },
                    { "label": "Business", "cells": ["met", "met", "no agreement yet"] },
                    { "label": "Technical", "cells": ["met", "met", "no agreement yet"] },
                    { "label": "Requirements met", "cells": ["12 of 12", "12 of 12", "7 of 12"] },
                    { "label": "Target date", "cells": ["none promised", "none promised", "none promised"] },
                    {
                      "label": "Latest milestone",
                      "cells": [
                        "HOOQ went through the same evaluation to join IndiHome (date not given in the source)",
                        "iflix went through the same evaluation to join IndiHome (date not given in the source)",
                        "Talks are intensive; no meeting point has been found yet (date not given in the source)"
                      ]
                    },
                    { "label": "Last confirmed", "cells": ["not recorded", "not recorded", "6 days ago"] }
                  ]
                }
                """
            );
        ((string?)message["text"])
            .ShouldNotBeNull()
            .ShouldContain(" Legal: HOOQ met, iflix met, Netflix no agreement yet. ");
        message["notes"]
            .ShouldSay(
                """["The rules are the same for all: the same rows for each, in alphabetical order.", "Sample data"]"""
            );
    }

    [Fact]
    public async Task Nobody_is_in_charge_in_the_sample_data_and_that_is_said()
    {
        var message = (await product.AskAsync("pic netflix"))["message"]!;

        message["paragraphs"]
            .ShouldSay(
                """["Belum ada PIC yang tercatat untuk Netflix. Pengelola registri mitra dapat mencatatnya di sana."]"""
            );
        ((string?)message["visibility"]).ShouldBe("internal");
    }

    private static IEnumerable<string> Titles(JsonNode message) =>
        AllLines(message).Select(line => (string)line["name"]!);

    private static IEnumerable<string> Lines(JsonNode message) =>
        AllLines(message).Select(line => $"{line["name"]}: {line["text"]}");

    private static IEnumerable<JsonNode> AllLines(JsonNode message) =>
        message["sections"]!.AsArray().SelectMany(section => section!["lines"]!.AsArray()).OfType<JsonNode>();
}
