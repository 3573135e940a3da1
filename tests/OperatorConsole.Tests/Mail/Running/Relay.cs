using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OperatorConsole.Tests.Mail.Running;

/// <summary>Stands between a client and a server and does to the line what networks, and those who sit in them, do.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly int _server;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpClient> _open = [];
    private readonly StringBuilder _said = new();
    private readonly Task _accepting;
    private int _connections;

    /// <param name="server">Port of the server on this machine.</param>
    /// <param name="certificate">Ends TLS here and begins it anew towards the server; null: passes bytes on.</param>
    /// <param name="address">Where it listens; 127.0.0.1 unless told.</param>
    internal Relay(int server, X509Certificate2? certificate = null, string address = "127.0.0.1")
    {
        (_server, _certificate, _listener) = (server, certificate, new TcpListener(IPAddress.Parse(address), 0));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Swallows everything from both sides and tells neither, as a gateway that has forgotten a connection.</summary>
    internal bool Silent { get; set; }

    /// <summary>It falls silent when a client says this.</summary>
    internal string? SilentAt { get; set; }

    /// <summary>A connection on which a client said this falls silent from then on; the others do not.</summary>
    internal string? SilentAfter { get; set; }

    /// <summary>What is put in place of what in the server's words.</summary>
    internal Func<string, string>? Rewrite { get; set; }

    /// <summary>What a client hears in place of the server's answer to its words; null: the words are passed on.</summary>
    internal Func<string, string?>? Answer { get; set; }

    /// <summary>How many connections there have been.</summary>
    internal int Connections => Volatile.Read(ref _connections);

    /// <summary>What clients said, as far as it can be read here.</summary>
    internal string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Breaks every connection.</summary>
    internal void Cut()
    {
        lock (_open)
        {
            foreach (var end in _open)
            {
                end.Close();
            }

            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        Cut();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relayed = new List<Task>();
        try
        {
            while (true)
            {
                relayed.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is over.
        }

        await Task.WhenAll(relayed);
    }

    private async Task RelayAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using var server = new TcpClient();
        lock (_open)
        {
            _open.AddRange([client, server]);
        }

        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
            var (near, far) = ((Stream)client.GetStream(), (Stream)server.GetStream());
            if (_certificate is not null)
            {
                var (nearTls, farTls) = (new SslStream(near), new SslStream(far, leaveInnerStreamOpen: false, (_, _, _, _) => true));
                await nearTls.AuthenticateAsServerAsync(_certificate);
                await farTls.AuthenticateAsClientAsync("localhost");
                (near, far) = (nearTls, farTls);
            }

            var line = new Line();
            await Task.WhenAny(PassAsync(near, far, Hear, line), PassAsync(far, near, Reword, line));
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // One of the two ends has had enough.
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task PassAsync(Stream from, Stream to, Func<byte[], byte[]> by, Line line)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            for (int read; (read = await from.ReadAsync(buffer, _stop.Token)) > 0;)
            {
                var passed = by(buffer[..read]);
                line.Silent |= by == Hear && SilentAfter is { } last && Encoding.Latin1.GetString(passed).Contains(last, StringComparison.Ordinal);
                if (by == Hear && Answer?.Invoke(Encoding.Latin1.GetString(passed)) is { } answer)
                {
                    await from.WriteAsync(Encoding.Latin1.GetBytes(answer), _stop.Token);
                }
                else if (!Silent && !line.Silent)
                {
                    await to.WriteAsync(passed, _stop.Token);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other direction ends with this one.
        }
    }

    private byte[] Hear(byte[] bytes)
    {
        lock (_said)
        {
            _said.Append(Encoding.Latin1.GetString(bytes));
            Silent |= SilentAt is { } last && _said.ToString().Contains(last, StringComparison.Ordinal);
        }

        return bytes;
    }

    private byte[] Reword(byte[] bytes) => Rewrite is { } rewrite ? Encoding.Latin1.GetBytes(rewrite(Encoding.Latin1.GetString(bytes))) : bytes;

    private sealed class Line
    {
        private volatile bool _silent;

        internal bool Silent
        {
            get => _silent;
            set => _silent = value;
        }
    }
}
