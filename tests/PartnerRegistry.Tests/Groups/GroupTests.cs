using PartnerRegistry.Groups;
using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Groups;

public sealed class GroupTests
{
    [Theory, Stores]
    public async Task Groups_are_listed_page_by_page(StoreKind store)
    {
        await using var registry = await TestRegistry.StartAsync(store);
        await using (var db = registry.Db())
        {
            db.AddRange(
                new Group
                {
                    Id = "b",
                    Name = "Board",
                    Members = ["p1", "p2"],
                },
                new Group { Id = "a", Name = "A" }
            );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        (await registry.GetAsync("/v1/groups?limit=1")).ShouldSay(
            """{"items":[{"id":"a","name":"A","members":[]}],"next":"a"}"""
        );
        (await registry.GetAsync("/v1/groups?limit=1&after=a")).ShouldSay(
            """{"items":[{"id":"b","name":"Board","members":["p1","p2"]}],"next":null}"""
        );
    }
}
