using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking.Corpus;

/// <summary>The partners that the questions of the corpus are about: ordinary names, and names that are also words.</summary>
internal static class CorpusPartners
{
    public static Partner[] All { get; } =
    [
        Of("netflix", "Netflix", "NFLX"),
        Of("hooq", "HOOQ"),
        Of("iflix", "iflix"),
        Of("disney-plus-hotstar", "Disney+ Hotstar", "Disney Plus Hotstar", "Hotstar"),
        Of("disney-channel", "Disney Channel"),
        Of("viu", "Viu"),
        Of("vidio", "Vidio", "Vidio.com"),
        Of("wetv", "WeTV", "We TV"),
        Of("prime-video", "Prime Video", "Amazon Prime Video", "Amazon Prime"),
        Of("catchplay-plus", "Catchplay+", "Catchplay Plus", "Catchplay"),
        Of("hbo-go", "HBO GO", "HBO"),
        Of("spotify", "Spotify"),
        Of("genflix", "Genflix"),
        Of("mola", "Mola", "Mola TV"),
        Of("apple-tv-plus", "Apple TV+", "Apple TV", "Apple TV Plus"),
        Of("apple-music", "Apple Music"),
        Of("lionsgate-play", "Lionsgate Play", "Lionsgate"),
        Of("bein-sports", "beIN Sports Connect", "beIN Sports", "beIN"),
        Of("rcti-plus", "RCTI+", "RCTI Plus"),
        Of("vision-plus", "Vision+", "Vision Plus"),
        Of("klikfilm", "KlikFilm", "Klik Film"),
        Of("youtube-premium", "YouTube Premium", "YouTube"),
        Of("joox", "JOOX"),
        Of("three", "Three", "3 Indonesia"),
        Of("status-media", "Status"),
        Of("all-access", "All Access"),
        Of("zoom", "Zoom"),
        Of("smart-tv-alliance", "Smart TV Alliance"),
        Of("legal-and-co", "Legal & Co"),
    ];

    private static Partner Of(string id, string name, params string[] aliases) =>
        Sample.Of(id, name) with
        {
            Aliases = aliases,
        };
}
