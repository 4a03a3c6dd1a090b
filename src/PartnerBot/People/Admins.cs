using Microsoft.EntityFrameworkCore;
using PartnerBot.Chats;
using PartnerBot.Storage;

namespace PartnerBot.People;

/// <summary>Who looks after the bot.</summary>
/// <param name="Emails">Their addresses, in lower case.</param>
public sealed record AdminSettings(IReadOnlyList<string> Emails);

/// <summary>Who is an admin: whose account has such an address, as its platform confirms it.</summary>
public sealed class Admins(AdminSettings settings, Memory memory, IEnumerable<IChatPlatform> platforms)
{
    /// <returns>Null where it can't be read.</returns>
    public async Task<bool?> IncludeAsync(Asker asker, CancellationToken cancellationToken)
    {
        if (settings.Emails.Count == 0)
        {
            return false;
        }

        var (platform, realm, id) = asker;
        string? email = null;
        var isRead = await memory.TryAsync(
            async (db, until) =>
                email = await db
                    .Accounts.Where(row => row.Platform == platform && row.Realm == realm && row.Id == id)
                    .Select(row => row.Email)
                    .FirstOrDefaultAsync(until),
            cancellationToken
        );
        if (email is null && platforms.Named(platform) is { } named)
        {
            // Who has just come is not noted yet.
            email = (await named.DescribeAsync(asker, cancellationToken))?.Email;
        }

        return email is null && !isRead ? null : settings.Emails.Contains(email, StringComparer.Ordinal);
    }
}
