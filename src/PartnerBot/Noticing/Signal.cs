namespace PartnerBot.Noticing;

/// <summary>Wakes whoever waits for it in this process. One time too many does no harm.</summary>
/// <typeparam name="T">What it is about: who waits.</typeparam>
internal sealed class Signal<T>
{
    private TaskCompletionSource given = New();

    /// <summary>Done at the next <see cref="Give"/>; to be taken before looking for what that tells of.</summary>
    public Task Next => Volatile.Read(ref given).Task;

    public void Give() => Interlocked.Exchange(ref given, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
