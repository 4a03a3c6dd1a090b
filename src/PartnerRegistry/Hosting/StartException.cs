namespace PartnerRegistry.Hosting;

/// <summary>The start is not possible as things are set up. The message is one sentence for the operator: what is wrong and what to do.</summary>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
