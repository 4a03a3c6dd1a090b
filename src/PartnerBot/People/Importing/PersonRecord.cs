namespace PartnerBot.People.Importing;

/// <summary>One row of a file: whose an e-mail address is, or an account, or both.</summary>
/// <param name="Person">The registry's id.</param>
/// <param name="Email">In lower case.</param>
internal sealed record PersonRecord(int Line, string Person, string? Email, Asker? Account)
{
    private const int Longest = 200;
    private const int LongestEmail = 254;

    private static readonly string[] Platforms = ["slack", "teams"];

    public static IReadOnlyList<string> Fields { get; } = ["person", "email", "platform", "realm", "account"];

    /// <summary>The row as it is to be; null where something is wrong with it, which is then among the problems.</summary>
    public static PersonRecord? Check(int line, IReadOnlyDictionary<string, string> fields, FileProblems problems)
    {
        var before = problems.Count;
        var values = Fields.ToDictionary(
            name => name,
            name => fields.GetValueOrDefault(name)?.Trim() ?? "",
            StringComparer.Ordinal
        );
        var (person, email) = (values["person"], values["email"].ToLowerInvariant());
        Need(person.Length > 0, "person", "it is missing; put the registry's id of the person");
        Need(IsId(person), "person", "it is longer than 200 characters or holds spaces; put the registry's id");
        Need(email.Length == 0 || IsEmail(email), "email", "it is not an e-mail address");
        var account = AccountIn(values, Need);
        Need(
            email.Length > 0 || account is not null || problems.Count > before,
            field: null,
            "it says nothing of the person; put an email, or platform, realm and account"
        );
        return problems.Count > before ? null : new(line, person, email.Length > 0 ? email : null, account);

        void Need(bool isSo, string? field, string message)
        {
            if (!isSo)
            {
                problems.Add(line, message, field);
            }
        }
    }

    private static Asker? AccountIn(Dictionary<string, string> values, Action<bool, string?, string> need)
    {
        string[] parts = ["platform", "realm", "account"];
        if (Array.TrueForAll(parts, part => values[part].Length == 0))
        {
            return null;
        }

        foreach (var part in parts)
        {
            need(values[part].Length > 0, part, "it is missing; platform, realm and account go together");
            need(IsId(values[part]), part, "it is longer than 200 characters, or holds a space or |");
        }

        var platform = values["platform"].ToLowerInvariant();
        need(
            platform.Length == 0 || Platforms.Contains(platform, StringComparer.Ordinal),
            "platform",
            $"\"{FileProblems.Show(platform)}\" is not known; put {string.Join(" or ", Platforms)}"
        );
        need(!values["realm"].Contains(':', StringComparison.Ordinal), "realm", "it holds a colon; put the id alone");
        return new(platform, values["realm"], values["account"]);
    }

    // As it stands in keys and addresses.
    private static bool IsId(string id) =>
        id.Length <= Longest
        && id.All(letter => letter is not '|' && !char.IsWhiteSpace(letter) && !char.IsControl(letter));

    private static bool IsEmail(string email) =>
        email.Length <= LongestEmail
        && email.Split('@') is [{ Length: > 0 }, { Length: > 0 }]
        && !email.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));
}
