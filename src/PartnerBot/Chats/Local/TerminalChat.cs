using PartnerBot.Asking;

namespace PartnerBot.Chats.Local;

// To be replaced by what branch `asking` brings.
internal static class TerminalChat
{
    public static void Write(Message message, TextWriter output) => output.WriteLine(message.Text);

    public static async Task RunAsync(
        Func<string, Task<Message>> ask,
        TextReader input,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
            Write(await ask(line), output);
    }
}
