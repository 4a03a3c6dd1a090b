using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PartnerRegistry.Storage;

/// <summary>Keeps instants as UTC ticks on both providers, since SQLite can't compare or order <see cref="DateTimeOffset"/>.</summary>
public sealed class UtcTicks()
    : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero)
    );
