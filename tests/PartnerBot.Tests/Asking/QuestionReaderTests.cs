using CsCheck;
using PartnerBot.Asking;
using PartnerBot.Registry;

namespace PartnerBot.Tests.Asking;

public sealed class QuestionReaderTests : IDisposable
{
    private readonly House house = new(
        Sample.Netflix,
        Sample.Of("iflix", "iflix"),
        Sample.Of("hooq", "HOOQ"),
        Sample.Of("hotstar", "Disney+ Hotstar"),
        Sample.Of("channel", "Disney Channel"),
        Sample.Of("amazon", "Prime Video") with
        {
            Aliases = ["Amazon Prime"],
        },
        Sample.Of("viu", "Viu")
    );

    public void Dispose() => house.Dispose();

    [Theory]
    [InlineData("status netflix", "netflix")]
    [InlineData("netflix", "netflix")]
    [InlineData("Netflix?", "netflix")]
    [InlineData("netflix status", "netflix")]
    [InlineData("/partner status netflix", "netflix")]
    [InlineData("how far are we with netflix?", "netflix")]
    [InlineData("What's the latest on NETFLIX", "netflix")]
    [InlineData("udah sampai mana nego sama netflix?", "netflix")]
    [InlineData("gimana kabar netflixnya?", "netflix")]
    [InlineData("progres netflix", "netflix")]
    [InlineData("status net flix", "netflix")]
    [InlineData("status N.E.T.F.L.I.X", "netflix")]
    [InlineData("status i-flix", "iflix")]
    [InlineData("status nflx", "netflix")]
    [InlineData("status netflix's", "netflix")]
    [InlineData("status ｎｅｔｆｌｉｘ", "netflix")]
    [InlineData("status net\u200Bflix\u202E", "netflix")]
    [InlineData("status netflix\U0001F600", "netflix")]
    [InlineData("is amazon prime blocked?", "amazon")]
    [InlineData("status amazon", "amazon")]
    [InlineData("status Disney+ Hotstar", "hotstar")]
    [InlineData("status disneyhotstar", "hotstar")]
    [InlineData("status disney hot", "hotstar")]
    [InlineData("status netflix, hooq & viu", "netflix,hooq,viu")]
    [InlineData("status netflix netflix", "netflix")]
    public void A_partner_is_found_however_it_is_written(string words, string partners)
    {
        var question = house.Read(words);

        question.Topic.ShouldBe("status");
        string.Join(',', question.Partners).ShouldBe(partners);
        question.Unclear.ShouldBeEmpty();
        question.Corrections.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("status netflik", "netflik", "netflix")]
    [InlineData("status netlfix", "netlfix", "netflix")]
    [InlineData("status entflix", "entflix", "netflix")]
    [InlineData("netfliks itu gimana?", "netfliks", "netflix")]
    [InlineData("status netflikxnya", "netflikxnya", "netflix")]
    [InlineData("status disney hotstr", "disney hotstr", "hotstar")]
    [InlineData("status dysney chanel", "dysney chanel", "channel")]
    public void A_typing_error_is_read_and_said(string words, string typed, string partner)
    {
        var question = house.Read(words);

        question.Partners.ShouldBe([new(partner)]);
        question.Corrections.ShouldBe([new(typed, new(partner))]);
    }

    [Theory]
    [InlineData("status blokbuster")]
    [InlineData("status netherland")]
    public void A_word_too_far_from_any_name_is_unknown(string words)
    {
        var question = house.Read(words);

        question.Topic.ShouldBe("status");
        question.Partners.ShouldBeEmpty();
        question.Unclear.ShouldHaveSingleItem().Candidates.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("status vui", "viu")]
    [InlineData("status vio", "viu")]
    [InlineData("status nxtflyx", "netflix")]
    [InlineData("status hook", "hooq")]
    [InlineData("how's hook going", "hooq")]
    public void A_word_that_is_perhaps_a_name_is_asked_about_not_answered(string words, string partner)
    {
        var question = house.Read(words);

        question.Partners.ShouldBeEmpty();
        var unclear = question.Unclear.ShouldHaveSingleItem();
        unclear.Perhaps.ShouldBeTrue();
        unclear.Candidates.ShouldBe([new(partner)]);
    }

    [Theory]
    [InlineData("statsu netflix", "status")]
    [InlineData("lits", "list")]
    [InlineData("hlep", "help")]
    [InlineData("timelin netflix", "timeline")]
    [InlineData("bandinkan netflix hooq", "compare")]
    public void A_misspelt_command_is_read(string words, string topic) => house.Read(words).Topic.ShouldBe(topic);

    [Theory]
    [InlineData("status disney", "disney")]
    [InlineData("disney", "disney")]
    [InlineData("status disnye", "disnye")]
    public void A_shared_beginning_is_unclear(string words, string typed)
    {
        var unclear = house.Read(words).Unclear.ShouldHaveSingleItem();

        unclear.Words.ShouldBe(typed);
        unclear.Candidates.ShouldBe([new("hotstar"), new("channel")]);
    }

    [Fact]
    public void Two_names_equally_near_are_unclear()
    {
        house.Partners.AddRange([Sample.Of("a", "Visiona"), Sample.Of("b", "Visionb")]);

        var question = house.Read("status visionc");

        question.Corrections.ShouldBeEmpty();
        question.Unclear.ShouldHaveSingleItem().Candidates.ShouldBe([new("a"), new("b")]);
    }

    [Fact]
    public void Where_names_differ_in_signs_alone_the_signs_decide()
    {
        house.Partners.AddRange([Sample.Of("vision", "Vision"), Sample.Of("vision-plus", "Vision+")]);

        house.Read("status vision+").Partners.ShouldBe([new("vision-plus")]);
        house.Read("status vision").Partners.ShouldBe([new("vision")]);
    }

    [Fact]
    public void An_everyday_word_is_no_partner_by_a_typing_error()
    {
        house.Partners.AddRange([Sample.Of("a", "Latext"), Sample.Of("b", "Sampoi"), Sample.Of("c", "We")]);

        house.Read("how far are we with netflix").Partners.ShouldBe([new("netflix")]);
        house.Read("what is the latest").Partners.ShouldBeEmpty();
        house.Read("sampai mana").Partners.ShouldBeEmpty();
        house.Read("status we").Partners.ShouldBe([new("c")]);
    }

    [Theory]
    [InlineData("list", "list")]
    [InlineData("daftar", "list")]
    [InlineData("  LIST  ", "list")]
    [InlineData("/partner list", "list")]
    [InlineData("show me the partners", "list")]
    [InlineData("mitra apa saja?", "list")]
    [InlineData("help", "help")]
    [InlineData("bantuan", "help")]
    [InlineData("help list", "help")]
    [InlineData("status", "status")]
    [InlineData("how far are we?", "status")]
    [InlineData("", "unknown")]
    [InlineData("/", "unknown")]
    [InlineData("\U0001F600", "unknown")]
    [InlineData("\uD83D", "unknown")]
    [InlineData("\u200B\u202E", "unknown")]
    [InlineData("what time is it", "unknown")]
    public void A_topic_is_read(string words, string topic) => house.Read(words).Topic.ShouldBe(topic);

    [Fact]
    public void Filters_of_a_list_are_read_together()
    {
        var question = house.Read("list in talks legal blocked page 2");

        question.Filters.ShouldBe(new(Stage.Negotiating, Track.Legal, AccessState.Closed, Page: "2"));
        house.Read("help list").Subject.ShouldBe("list");
        house.Read("status netflix legal").Track.ShouldBe(Track.Legal);
    }

    [Theory]
    [InlineData("netflix", null, "en")]
    [InlineData("status netflix", null, "en")]
    [InlineData("netflix itu sudah sampai mana", null, "id")]
    [InlineData("daftar", null, "id")]
    [InlineData("list legal", null, "en")]
    [InlineData("daftar", "en-GB", "en")]
    [InlineData("list", "id", "id")]
    [InlineData("daftar", "fr", "id")]
    public void The_language_is_the_askers_choice_then_the_words_then_the_houses(
        string words,
        string? chosen,
        string language
    ) => house.Read(words, chosen).Language.ShouldBe(language);

    [Fact]
    public void A_text_over_two_thousand_characters_is_not_read()
    {
        house.Read($"status netflix {new string('x', 1985)}").Partners.ShouldBe([new("netflix")]);
        house.Read($"status netflix {new string('x', 1986)}").Topic.ShouldBe("unknown");
    }

    [Fact]
    public void Any_text_is_read_and_the_same_each_time() =>
        Texts.Any.Sample(
            text =>
            {
                var question = house.Read(text);
                house.Read(text).Topic.ShouldBe(question.Topic);
                question.Partners.ShouldAllBe(id => house.Partners.Exists(partner => partner.Id == id));
            },
            iter: 2000
        );

    [Fact]
    public async Task Any_text_is_answered_in_words() =>
        await Texts.Any.SampleAsync(
            async text =>
            {
                var message = (await house.AskAsync(text)).Message;
                message.Text.ShouldNotBeNullOrWhiteSpace();
                message.Text.ShouldBe(PlainText.Clean(message.Text));
            },
            iter: 500
        );

    [Fact]
    public void A_name_with_one_letter_wrong_is_read_or_asked_about_but_never_another_partner() =>
        Gen.Select(Gen.Int[1, 5], Gen.Char['a', 'z'])
            .Sample(
                (at, letter) =>
                {
                    var typed = "netflix".Remove(at, 1).Insert(at, letter.ToString());
                    house.Read($"status {typed}").Partners.ShouldBe([new("netflix")], typed);
                },
                iter: 200
            );
}
