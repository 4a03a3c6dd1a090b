using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PartnerBot.Tests.Chats.Teams.Package;

/// <summary>The pixels of a PNG file of eight bits a channel, not interlaced, with or without transparency.</summary>
internal sealed record Png(int Width, int Height, IReadOnlyList<(byte Red, byte Green, byte Blue, byte Alpha)> Pixels)
{
    public static Png Read(byte[] file)
    {
        var chunks = Chunks(file).ToLookup(chunk => chunk.Type, chunk => chunk.Data, StringComparer.Ordinal);
        var header = chunks["IHDR"].Single();
        header[8].ShouldBe((byte)8);
        header[12].ShouldBe((byte)0);
        var channels = header[9] switch
        {
            2 => 3,
            6 => 4,
            var kind => throw new NotSupportedException($"A PNG of colour type {kind} is not read here."),
        };
        var (width, height) = (Number(header, 0), Number(header, 4));
        var bytes = Unfiltered(Inflated(chunks["IDAT"]), width * channels, height, channels);
        return new(
            width,
            height,
            [.. bytes.Chunk(channels).Select(p => (p[0], p[1], p[2], channels == 4 ? p[3] : byte.MaxValue))]
        );
    }

    private static IEnumerable<(string Type, byte[] Data)> Chunks(byte[] file)
    {
        for (var at = 8; at < file.Length; at += 12 + Number(file, at))
        {
            yield return (Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + Number(file, at))]);
        }
    }

    private static int Number(byte[] bytes, int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));

    private static byte[] Inflated(IEnumerable<byte[]> parts)
    {
        using var packed = new MemoryStream([.. parts.SelectMany(part => part)]);
        using var inflating = new ZLibStream(packed, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        inflating.CopyTo(bytes);
        return bytes.ToArray();
    }

    // Each row is led by the number of its filter.
    private static byte[] Unfiltered(byte[] rows, int stride, int height, int step)
    {
        var bytes = new byte[stride * height];
        for (var at = 0; at < bytes.Length; at++)
        {
            var (row, column) = (at / stride, at % stride);
            int left = column < step ? 0 : bytes[at - step];
            int up = row == 0 ? 0 : bytes[at - stride];
            int corner = row == 0 || column < step ? 0 : bytes[at - stride - step];
            var guess = rows[row * (stride + 1)] switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                _ => Paeth(left, up, corner),
            };
            bytes[at] = (byte)(rows[row * (stride + 1) + 1 + column] + guess);
        }

        return bytes;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left
            : toUp <= toCorner ? up
            : corner;
    }
}
