using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace PartnerRegistry.Exchange;

/// <summary>
/// Lets a file through as long as it is UTF-8, without a byte order mark, and says how far it has been read.
/// What stands before a wrong byte is handed out first, so that it can be read and judged.
/// </summary>
internal sealed class Utf8Input(Stream file, IProgress<long>? progress) : Stream
{
    /// <summary>The fewest bytes to ask for.</summary>
    public const int SmallestRead = 16;

    private const int LongestRune = 4;
    private readonly byte[] held = new byte[LongestRune];
    private int heldCount;
    private long position;
    private int line = 1;
    private int column;
    private bool begun;
    private UnreadableException? broken;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <param name="buffer">At least <see cref="SmallestRead"/> bytes.</param>
    /// <exception cref="UnreadableException">The next byte is not UTF-8.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            if (broken is not null)
            {
                throw broken;
            }

            var good = ReadGood(buffer, out var ended);
            if (good > 0 || (ended && broken is null))
            {
                return good;
            }
        }
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadGood(Span<byte> buffer, out bool ended)
    {
        held.AsSpan(0, heldCount).CopyTo(buffer);
        var read = file.ReadAtLeast(buffer[heldCount..], begun ? 1 : LongestRune, throwOnEndOfStream: false);
        var all = buffer[..(heldCount + read)];
        ended = read == 0;
        position += read;
        progress?.Report(position);
        heldCount = 0;
        if (!begun)
        {
            all = Begin(buffer, all);
        }

        var good = Utf8.IsValid(all) ? all.Length : FirstBad(all, ended);
        Count(all[..good]);
        return good;
    }

    private Span<byte> Begin(Span<byte> buffer, Span<byte> all)
    {
        begun = true;
        if (
            all.StartsWith<byte>([0xFF, 0xFE])
            || all.StartsWith<byte>([0xFE, 0xFF])
            || (all.Length > 1 && all[..2].Contains((byte)0))
        )
        {
            throw new UnreadableException(1, "the file is UTF-16; save it as UTF-8");
        }

        if (!all.StartsWith(Encoding.UTF8.Preamble))
        {
            return all;
        }

        var rest = all[Encoding.UTF8.Preamble.Length..];
        rest.CopyTo(buffer);
        return buffer[..rest.Length];
    }

    // Where the valid bytes end: at a rune cut off by the end of the buffer, which is held for the next time, or at a wrong byte.
    private int FirstBad(ReadOnlySpan<byte> all, bool ended)
    {
        var good = 0;
        while (true)
        {
            var status = Rune.DecodeFromUtf8(all[good..], out _, out var length);
            if (status is OperationStatus.Done)
            {
                good += length;
            }
            else if (status is OperationStatus.NeedMoreData && !ended)
            {
                all[good..].CopyTo(held);
                heldCount = all.Length - good;
                return good;
            }
            else
            {
                Count(all[..good], out var line, out var column);
                broken = new(line, $"byte {column + 1} of the line is not UTF-8; save the file as UTF-8");
                return good;
            }
        }
    }

    private void Count(ReadOnlySpan<byte> good) => Count(good, out line, out column);

    private void Count(ReadOnlySpan<byte> good, out int lineThen, out int columnThen)
    {
        var lastBreak = good.LastIndexOf((byte)'\n');
        lineThen = line + good.Count((byte)'\n');
        columnThen = lastBreak < 0 ? column + good.Length : good.Length - lastBreak - 1;
    }
}
