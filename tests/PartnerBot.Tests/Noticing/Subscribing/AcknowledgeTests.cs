using PartnerBot.Registry;
using PartnerBot.Storage;
using PartnerBot.Tests.Asking;

namespace PartnerBot.Tests.Noticing.Subscribing;

public sealed class AcknowledgeTests : IDisposable
{
    private const string Owner = "person:p-rina";
    private const string OwnersAccount = "account:slack:T:U9";

    private readonly Desk desk = new();

    [Theory]
    [InlineData("acknowledge netflix", "There is no change of Netflix for you to acknowledge.")]
    [InlineData("sudah lihat netflix", "Tidak ada perubahan Netflix yang perlu Anda tandai dilihat.")]
    public async Task Nothing_is_said_so(string words, string says)
    {
        await NoticeAsync(1, Desk.Me, "netflix", NoticeState.Pending);

        (await desk.AskAsync(words)).Paragraphs.ShouldBe([says]);

        (await desk.RowsAsync(db => db.Acknowledgements)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_they_were_told_is_acknowledged_once_and_shown_to_the_owner()
    {
        await desk.AddAsync(
            new AccountRow
            {
                Platform = "local",
                Realm = "test",
                Id = "dewi",
                Person = "p-dewi",
            },
            new AccountRow
            {
                Platform = "slack",
                Realm = "T",
                Id = "U9",
                Person = "p-rina",
            }
        );
        await NoticeAsync(1, Desk.Me, "netflix");
        await NoticeAsync(2, "person:p-dewi", "netflix");
        await NoticeAsync(3, Desk.Me, "hooq");
        await NoticeAsync(1, Owner, "netflix");
        await NoticeAsync(2, OwnersAccount, "netflix");
        await NoticeAsync(4, Owner, "netflix");
        await NoticeAsync(2, "account:slack:T:other", "netflix");

        var message = await desk.House.AskAsync("acknowledge netflix", asked => asked with { Name = "Dewi" });

        message.Paragraphs.ShouldBe(["You have acknowledged 2 changes of Netflix, the latest at 14:05 WIB."]);
        (await desk.RowsAsync(db => db.Acknowledgements.OrderBy(row => row.Sequence)))
            .Select(row => (row.Recipient, row.Sequence, row.By, row.Name, row.At))
            .ShouldBe([(Desk.Me, 1, Desk.Me, "Dewi", Sample.Now), ("person:p-dewi", 2, Desk.Me, "Dewi", Sample.Now)]);
        (await desk.RowsAsync(db => db.Notices.Where(row => row.MarkDue != null).OrderBy(row => row.Id)))
            .Select(row => $"{row.Recipient} {row.Sequence}")
            .ShouldBe([$"{Desk.Me} 1", "person:p-dewi 2", $"{Owner} 1", $"{OwnersAccount} 2"]);
        (await desk.IsAwakeAsync(Owner)).ShouldBeTrue();
        (await desk.IsAwakeAsync(OwnersAccount)).ShouldBeTrue();
        (await desk.IsAwakeAsync("account:slack:T:other")).ShouldBeFalse();

        (await desk.AskAsync("acknowledge netflix")).Paragraphs.ShouldBe([
            "There is no change of Netflix for you to acknowledge.",
        ]);
    }

    [Theory]
    [InlineData("acknowledge netflix", "You have acknowledged the change of Netflix at 14:05 WIB.")]
    [InlineData("terima netflix", "Perubahan Netflix pukul 14.05 WIB sudah Anda tandai dilihat.")]
    public async Task In_a_room_it_is_what_was_told_there_too(string words, string says)
    {
        await NoticeAsync(1, Desk.Room, "netflix");
        (await desk.AskAsync("acknowledge netflix")).Paragraphs[0].ShouldStartWith("There is no change");

        (await desk.AskInRoomAsync(words)).Paragraphs.ShouldBe([says]);

        (await desk.RowsAsync(db => db.Acknowledgements)).Single().Recipient.ShouldBe(Desk.Room);
    }

    [Fact]
    public async Task What_can_not_be_kept_is_not_promised()
    {
        await desk.BreakAsync("Acknowledgement");

        (await desk.AskAsync("acknowledge netflix")).Paragraphs.ShouldBe([
            "I could not keep that just now. Please try again in a minute.",
        ]);
    }

    public void Dispose() => desk.Dispose();

    private async Task NoticeAsync(
        long sequence,
        string recipient,
        string partner,
        NoticeState state = NoticeState.Sent
    )
    {
        await desk.AddAsync(
            new NoticeRow
            {
                Recipient = recipient,
                Sequence = sequence,
                Partner = partner,
                State = state,
                CreatedAt = Sample.Now,
                Due = Sample.Now,
            }
        );
        if ((await desk.RowsAsync(db => db.Lanes.Where(row => row.Recipient == recipient))).Count == 0)
        {
            await desk.WaitAsync(recipient);
        }

        if ((await desk.RowsAsync(db => db.Changes.Where(row => row.Sequence == sequence))).Count == 0)
        {
            await desk.AddAsync(
                new ChangeRow
                {
                    Sequence = sequence,
                    At = Sample.Now,
                    Actor = "p-x",
                    Partner = partner,
                    Kind = ChangeKind.Stage,
                }
            );
        }
    }
}
