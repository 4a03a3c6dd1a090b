using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace PartnerBot.Chats.Local.Page;

/// <summary>A file of the page, embedded, so that the program serves it from whichever folder it is started.</summary>
internal sealed class PageAsset(string name, string contentType)
{
    private readonly Lazy<(byte[] Bytes, EntityTagHeaderValue Tag)> content = new(() => Read(name));

    /// <summary>The file, or 304 where the browser still has it.</summary>
    public IResult Serve() => Results.Bytes(content.Value.Bytes, contentType, entityTag: content.Value.Tag);

    private static (byte[] Bytes, EntityTagHeaderValue Tag) Read(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"page/{name}")!;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return (bytes, new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\""));
    }
}
