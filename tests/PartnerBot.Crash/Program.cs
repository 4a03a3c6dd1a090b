using PartnerBot.Crash;
using Xunit.Runner.InProc.SystemConsole;

// dotnet run --project tests/PartnerBot.Crash -c Release -- crash --changes 20000 --kills 200 --seed 1 --store postgres --replicas 2
return args is ["crash", ..] ? await CrashCommand.RunAsync(args[1..]) : await ConsoleRunner.Run(args);
