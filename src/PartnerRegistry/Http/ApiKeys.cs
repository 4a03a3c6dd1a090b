namespace PartnerRegistry.Http;

// To be replaced by the registry service.
public sealed record ApiKey(string Name, string Key, string Role);

public sealed class SettingException(string message) : Exception(message);
