using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PartnerBot.Asking;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking.Languages;

/// <summary>A third language is read and answered beside the product's own, though there is no code for it.</summary>
public sealed class DutchTests : IDisposable
{
    private readonly House house = new(
        services => services.AddSingleton(Dutch.Phrasebook),
        Sample.Netflix,
        Sample.Of("hooq", "HOOQ"),
        Sample.Of("iflix", "iflix") with
        {
            Access = [new(Network.Own, AccessState.Open, By: null, Since: null)],
        },
        Sample.Of("disney", "Disney+"),
        Sample.Of("bol", "Bol & Co")
    );

    [Theory]
    [InlineData(
        "status hooq",
        "HOOQ: in onderhandeling; toegang door ons gesloten. Nog geen akkoord. IndiHome. Toegang: door ons gesloten (andere aanbieders: open). Laatste mijlpaal: niet vastgelegd. Juridisch: nog geen akkoord. Zakelijk: nog geen akkoord. Technisch: nog geen akkoord. Eisen voldaan: niet vastgelegd. Datum: geen toegezegd. Toegezegd: niets vastgelegd. Intern, niet doorsturen. Per 14:05 WIB, laatst bevestigd gisteren. Probeer: tijdlijn HOOQ · eisen HOOQ · volg HOOQ."
    )]
    [InlineData(
        "lijst geblokkeerd",
        "Partners: 4 in totaal. Toegang gesloten. In onderhandeling: Netflix: IndiHome · toegang door ons gesloten · 0 van 3 sporen voldaan. HOOQ: IndiHome · toegang door ons gesloten · 0 van 3 sporen voldaan. Disney+: IndiHome · toegang door ons gesloten · 0 van 3 sporen voldaan. Bol & Co: IndiHome · toegang door ons gesloten · 0 van 3 sporen voldaan. Intern, niet doorsturen. Per 14:05 WIB."
    )]
    public async Task A_command_is_answered_in_the_language_that_is_wanted(string asked, string said)
    {
        (await house.AskAsync(asked, "nl")).Message.Text.ShouldBe(said);
    }

    [Theory]
    [InlineData(
        "waarom is netflix nog niet klaar?",
        "Netflix: in onderhandeling. Nog niet voldaan: Juridisch, Zakelijk, Technisch. Netflix: wat nog open staat: Juridisch: nog geen akkoord · open eisen: Syarat 8 (niet voldaan); Syarat 9 (niet voldaan); Syarat 10 (niet voldaan); Syarat 11 (niet voldaan); Syarat 12 (niet voldaan). Zakelijk: nog geen akkoord. Technisch: nog geen akkoord. Intern, niet doorsturen. Per 14:05 WIB, laatst bevestigd 6 dagen geleden. Probeer: eisen Netflix."
    )]
    [InlineData(
        "wanneer gaat hooq open?",
        "HOOQ: er is geen datum toegezegd. Intern, niet doorsturen. Per 14:05 WIB, laatst bevestigd gisteren. Probeer: volg HOOQ · status HOOQ."
    )]
    [InlineData(
        "vergelijk iflix met hooq",
        "Vergeleken: HOOQ, iflix. Programma: HOOQ IndiHome, iflix IndiHome. Fase: HOOQ in onderhandeling, iflix in onderhandeling. Toegang op ons netwerk: HOOQ door ons gesloten, iflix open. Toegang bij andere aanbieders: HOOQ open, iflix niet vastgelegd. Juridisch: HOOQ nog geen akkoord, iflix nog geen akkoord. Zakelijk: HOOQ nog geen akkoord, iflix nog geen akkoord. Technisch: HOOQ nog geen akkoord, iflix nog geen akkoord. Eisen voldaan: HOOQ niet vastgelegd, iflix niet vastgelegd. Datum: HOOQ geen toegezegd, iflix geen toegezegd. Laatste mijlpaal: HOOQ niet vastgelegd, iflix niet vastgelegd. Laatst bevestigd: HOOQ gisteren, iflix gisteren. Intern, niet doorsturen. Per 14:05 WIB, laatst bevestigd gisteren. De regels zijn voor allen gelijk: dezelfde rijen voor elk, op alfabet."
    )]
    [InlineData("wat is er veranderd sinds maandag?", "Er is niets veranderd (sinds 23 november 2026). Per 14:05 WIB.")]
    [InlineData("wat is er sinds 3 oktober veranderd?", "Er is niets veranderd (sinds 3 oktober 2026). Per 14:05 WIB.")]
    [InlineData(
        "hallo",
        "Hallo! Vraag me hoe ver we zijn met een partner, bijvoorbeeld: Probeer: status netflix · lijst · tijdlijn netflix."
    )]
    public async Task A_sentence_says_by_its_words_which_language_it_is_in(string asked, string said)
    {
        (await house.AskAsync(asked)).Message.Text.ShouldBe(said);
    }

    [Theory]
    [InlineData("hoe ver zijn we met netflix?", "status", null, "netflix")]
    [InlineData("hoe staat het met disney plus?", "status", null, "disney")]
    [InlineData("nieuws over bol en co", "status", null, "bol")]
    [InlineData("welke partners zijn geblokkeerd?", "list", null)]
    [InlineData("is netflix gesloten?", "status", Focus.Access, "netflix")]
    [InlineData("mogen we klanten over hooq vertellen?", "status", Focus.Public, "hooq")]
    [InlineData("klopt het dat hooq heeft afgezegd?", "status", Focus.Statement, "hooq")]
    [InlineData("wat heeft netflix nog nodig?", "requirements", null, "netflix")]
    [InlineData("wie is verantwoordelijk voor iflix?", "owner", null, "iflix")]
    [InlineData("wat is er tot nu toe met iflix gebeurd", "timeline", null, "iflix")]
    [InlineData("wat kan je?", "help", null)]
    public void Sentences_are_read(string asked, string topic, Focus? focus, params string[] partners)
    {
        var question = house.Read(asked);

        (question.Topic, question.Focus, question.Language).ShouldBe((topic, focus, "nl"));
        question.Partners.Select(partner => partner.Value).ShouldBe(partners);
    }

    [Fact]
    public async Task A_typing_error_in_a_name_is_read_and_said()
    {
        var answer = await house.AskAsync("hoe ver zijn we met netflx?");

        answer.Question.Partners.ShouldBe([new("netflix")]);
        answer.Message.Notes.ShouldContain("Ik heb \"netflx\" gelezen als Netflix.");
    }

    [Theory]
    [InlineData("status netflix om half negen", "08:30")]
    [InlineData("status netflix om 9 avonds", "21:00")]
    public void Times_are_read(string asked, string time) =>
        house
            .Read(asked)
            .Filters.Times.ShouldHaveSingleItem()
            .ShouldBe(TimeOnly.Parse(time, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("wat is er vandaag veranderd", "2026-11-24", null)]
    [InlineData("wat is er vorige week veranderd", "2026-11-16", "2026-11-23")]
    [InlineData("wat is er de afgelopen drie dagen veranderd", "2026-11-21", null)]
    [InlineData("wat is er donderdag veranderd", "2026-11-19", "2026-11-20")]
    [InlineData("wat is er in maart veranderd", "2026-03-01", "2026-04-01")]
    public void Periods_are_read(string asked, string from, string? until)
    {
        var period = house.Read(asked).Filters.Period.ShouldNotBeNull();

        (period.From, period.Until).ShouldBe((Midnight(from), until is null ? null : Midnight(until)));

        static DateTimeOffset Midnight(string day) =>
            new(DateTime.Parse(day, CultureInfo.InvariantCulture), TimeSpan.FromHours(7));
    }

    [Theory]
    [InlineData("how far are we with netflix?", "status", null, "en")]
    [InlineData("why is netflix not done yet?", "status", Focus.Reason, "en")]
    [InlineData("when will netflix open?", "status", Focus.Date, "en")]
    [InlineData("who on our side is in charge of netflix?", "owner", null, "en")]
    [InlineData("status netflix", "status", null, "en")]
    [InlineData("kenapa netflix belum jadi?", "status", Focus.Reason, "id")]
    [InlineData("kapan netflix dibuka?", "status", Focus.Date, "id")]
    [InlineData("udah sampai mana netflix?", "status", null, "id")]
    public void The_others_are_read_as_before(string asked, string topic, Focus? focus, string language)
    {
        var question = house.Read(asked);

        (question.Topic, question.Focus, question.Language).ShouldBe((topic, focus, language));
        question.Partners.ShouldBe([new("netflix")]);
    }

    [Fact]
    public async Task It_can_be_chosen()
    {
        (await house.AskAsync("language dutch")).Message.Paragraphs.ShouldBe([
            "Vanaf nu antwoord ik in het Nederlands.",
        ]);

        (await house.AskAsync("status hooq")).Message.Language.ShouldBe("nl");
    }

    public void Dispose() => house.Dispose();
}
