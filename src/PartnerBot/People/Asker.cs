namespace PartnerBot.People;

/// <summary>
/// Who asks, keyed by where they are known: (<c>slack</c>, workspace, Slack id), (<c>teams</c>, tenant, directory object id),
/// (<c>local</c>, machine, user name) or (<c>api</c>, key name, the name the key's holder gave).
/// </summary>
public readonly record struct Asker(string Platform, string Realm, string Id)
{
    public override string ToString() => $"{Platform}:{Realm}:{Id}";
}
