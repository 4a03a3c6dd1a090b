using System.Text.Json;

namespace PartnerBot.Registry;

/// <summary>Something read from the registry, when it was last confirmed there, and whether the registry could not be asked again.</summary>
public sealed record Reading<T>(T Value, DateTimeOffset AsOf, bool Stale);

/// <summary>The registry gave no usable answer in time and nothing was known from before. The cause is in the log already.</summary>
public sealed class RegistryUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>It did answer, and what it said of this one thing is not as agreed, or too large: of others it may be asked all the same.</summary>
    public bool IsUnreadable =>
        InnerException
            is JsonException
                or HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded };
}
