using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using PartnerBot.CrashHook;

/// <summary>Runs in the bot's own process before its first line, see <c>DOTNET_STARTUP_HOOKS</c>; the bot knows nothing of it.</summary>
[SuppressMessage("Design", "MA0047:Declare types in namespaces", Justification = "The runtime looks for it there.")]
internal static class StartupHook
{
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new Listeners(Orders.Read()));
}
