namespace PartnerBot.Asking.Languages;

// To be replaced by what branch `asking` brings.
public sealed class Words
{
    public required string Code { get; init; }

    public string this[string key] =>
        Code is "id"
            ? "Registri sedang tidak dapat dihubungi. Silakan coba lagi sebentar lagi."
            : "The registry can't be reached right now. Try again in a minute.";
}

public sealed class Phrasebook
{
    public IReadOnlyList<Words> All { get; } = [new() { Code = "en" }, new() { Code = "id" }];

    public Words this[string code] => Find(code) ?? All[0];

    public static Phrasebook Embedded() => new();

    public Words? Find(string? tag) =>
        All.FirstOrDefault(words => words.Code.Equals(tag?.Split('-')[0], StringComparison.OrdinalIgnoreCase));
}
