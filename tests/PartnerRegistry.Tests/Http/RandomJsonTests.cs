using CsCheck;
using PartnerRegistry.Tests.Harness;

namespace PartnerRegistry.Tests.Http;

public sealed class RandomJsonTests
{
    private static readonly string[] Fields =
    [
        "name",
        "Name",
        "aliases",
        "visibility",
        "restrictedTo",
        "people",
        "groups",
        "programme",
        "stage",
        "targetDate",
        "owner",
        "managers",
        "id",
        "email",
        "milestone",
        "kind",
        "title",
        "original",
        "texts",
        "en",
        "date",
        "source",
        "link",
        "announcedAt",
    ];

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.OneOf(
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "3.5",
            "\"\"",
            "\"a\"",
            "\"live\"",
            "\"public\"",
            "\"step\"",
            "\"en\"",
            "\"2026-12-31\"",
            "\"2019-05\"",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"\\u202e\"",
            "\"a@b\"",
            "\"https://x.example\"",
            "\"0001-01-01T00:00:00+07:00\"",
            "\"9999-12-31\"",
            "\"9999-12-31T23:59:59-07:00\""
        ),
        Gen.String[Gen.Char.AlphaNumeric, 0, 300].Select(text => $"\"{text}\"")
    );

    private static readonly Gen<string> Value = Gen.Recursive<string>(
        (depth, self) =>
            depth > 4
                ? Scalar
                : Gen.Frequency(
                    (4, Scalar),
                    (1, self.List[0, 4].Select(items => $"[{string.Join(',', items)}]")),
                    (2, Object(self))
                )
    );

    [Fact]
    public async Task No_JSON_makes_the_registry_fail()
    {
        await using var registry = await TestRegistry.StartAsync();

        await Gen.Frequency((9, Object(Value)), (1, Value))
            .SampleAsync(
                async json =>
                {
                    var put = await registry.PutAsync("/v1/partners/a", json);
                    put.Status.ShouldBeOneOf(200, 201, 400);
                    (await registry.PostAsync("/v1/partners/a/milestones", json)).Status.ShouldBeOneOf(201, 400, 404);
                    (await registry.GetAsync("/v1/partners")).Should(200);
                },
                iter: 400,
                threads: 1
            );
    }

    private static Gen<string> Object(Gen<string> value) =>
        Gen.Select(Gen.OneOf(Fields), value)
            .List[0, 6]
            .Select(fields => $"{{{string.Join(',', fields.Select(field => $"\"{field.Item1}\":{field.Item2}"))}}}");
}
