using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PartnerBot.CrashHook;

/// <summary>Listens to the bot's steps, to its statements and to its requests.</summary>
internal sealed class Listeners(Orders orders) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Executing = "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuting";
    private const string Requesting = "System.Net.Http.HttpRequestOut.Start";
    private const string Steps = "PartnerBot.Noticing";

    private static readonly HashSet<string> Wanted = new(StringComparer.Ordinal)
    {
        Steps,
        "Microsoft.EntityFrameworkCore",
        "HttpHandlerDiagnosticListener",
    };

    private static readonly string Self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private int seen;

    public void OnNext(DiagnosticListener value)
    {
        if (Wanted.Contains(value.Name))
        {
            value.Subscribe(
                this,
                (name, _, _) =>
                    value.Name is Steps || name is Executing or Requesting or "System.Net.Http.HttpRequestOut"
            );
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        switch (value.Key)
        {
            case Executing:
                Plant((DbCommand)Property(value.Value!, "Command"));
                break;
            case Requesting:
                ((HttpRequestMessage)Property(value.Value!, "Request")).Headers.TryAddWithoutValidation(
                    Orders.ProcessHeader,
                    Self
                );
                break;
            default:
                Come(value.Key);
                break;
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    private void Come(string step)
    {
        if (step == orders.Slow)
        {
            using var wait = new ManualResetEventSlim();
            wait.Wait(orders.Pause);
        }

        if (step == orders.Step && Interlocked.Increment(ref seen) == orders.Count)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill(); // SIGKILL: nothing after this runs
        }
    }

    private void Plant(DbCommand command)
    {
        foreach (var swap in orders.Swaps)
        {
            if (command.CommandText.Contains(swap.In, StringComparison.Ordinal))
            {
                command.CommandText = Regex.Replace(
                    command.CommandText,
                    swap.Find,
                    swap.Put,
                    RegexOptions.Singleline,
                    TimeSpan.FromSeconds(1)
                );
            }
        }
    }

    private static object Property(object of, string name) => of.GetType().GetProperty(name)!.GetValue(of)!;
}
