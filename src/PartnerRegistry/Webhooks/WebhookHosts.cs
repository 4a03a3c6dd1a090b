using System.Net;
using System.Net.Sockets;
using PartnerRegistry.Http;

namespace PartnerRegistry.Webhooks;

/// <summary>
/// Which hosts may be rung: any on the public internet over https, and those that the operator named in
/// <c>Webhooks:PrivateHosts</c>. Else an editor's key could reach what only this machine may reach.
/// </summary>
internal sealed class WebhookHosts(IConfiguration configuration, IHostEnvironment environment)
{
    private readonly HashSet<string> named = new(
        configuration.GetSection("Webhooks:PrivateHosts").Get<string[]>()
            ?? (environment.IsDevelopment() ? ["localhost", "127.0.0.1"] : []),
        StringComparer.OrdinalIgnoreCase
    );

    /// <exception cref="RegistryProblem">400.</exception>
    public void Check(Uri url)
    {
        var isPrivate = IPAddress.TryParse(url.IdnHost, out var address) ? IsPrivate(address) : url.IsLoopback;
        if (!named.Contains(url.IdnHost) && (url.Scheme is not "https" || isPrivate))
        {
            throw RegistryProblem.Invalid(
                "url",
                "takes an https address on the public internet; the operator can allow others in the setting Webhooks:PrivateHosts"
            );
        }
    }

    /// <summary>Connects only to addresses that the host may have, as looked up at that moment.</summary>
    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        var end = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(end.Host, cancellationToken);
        // Where the connection goes to another host than the request, that is the operator's HTTPS_PROXY.
        var chosenByOperator =
            named.Contains(end.Host) || context.InitialRequestMessage.RequestUri?.IdnHost != end.Host;
        IPAddress[] allowed = chosenByOperator ? addresses : [.. addresses.Where(address => !IsPrivate(address))];
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"{end.Host} has no address that may be rung");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsPrivate(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return bytes.Length == 4
            ? bytes
                is [0 or 10 or 127 or >= 224, ..]
                    or [100, >= 64 and < 128, ..]
                    or [169, 254, ..]
                    or [172, >= 16 and < 32, ..]
                    or [192, 168, ..]
                    or [192, 0, 0, _]
                    or [198, 18 or 19, ..]
            : address.IsIPv6LinkLocal
                || address.IsIPv6UniqueLocal
                || address.IsIPv6SiteLocal
                || address.IsIPv6Multicast
                || IPAddress.IsLoopback(address)
                || address.Equals(IPAddress.IPv6Any)
                // 64:ff9b::/96 and 2002::/16 carry an IPv4 address inside.
                || bytes is [0x00, 0x64, 0xff, 0x9b, ..] or [0x20, 0x02, ..];
    }
}
