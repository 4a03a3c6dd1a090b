using System.Collections.Concurrent;

namespace PartnerBot.Benchmarks;

/// <summary>How long each of many was waited for.</summary>
internal sealed class Waits
{
    private readonly ConcurrentQueue<double> milliseconds = new();
    private double[]? sorted;

    public int Count => milliseconds.Count;

    public void Add(TimeSpan wait) => milliseconds.Enqueue(wait.TotalMilliseconds);

    public void Clear() => milliseconds.Clear();

    /// <summary>So many milliseconds at the most for that share of them; none may be added any more.</summary>
    public double At(double share)
    {
        sorted ??= [.. milliseconds.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }
}
