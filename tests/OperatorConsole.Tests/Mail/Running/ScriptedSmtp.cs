using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OperatorConsole.Tests.Mail.Running;

/// <summary>A letter as it came over the line, dots at the beginning of lines undone.</summary>
internal sealed record ReceivedLetter(string From, IReadOnlyList<string> Recipients, byte[] Bytes, bool Secured);

/// <summary>A mail server that answers as it is told: what nobody told it, it answers as servers usually do.</summary>
internal sealed class ScriptedSmtp : IAsyncDisposable
{
    /// <summary>In place of an answer: the connection ends.</summary>
    internal const string Drop = "(drop)";

    /// <summary>In place of an answer: none, for ever.</summary>
    internal const string Silence = "(silence)";

    /// <summary>In place of TLS after STARTTLS: something else.</summary>
    internal const string Garbage = "220 go ahead\r\nthis is no TLS";

    /// <summary>Names the greeting among commands.</summary>
    internal const string Greeting = "greeting";

    /// <summary>Names the end of a letter among commands.</summary>
    internal const string Dot = ".";

    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        [Greeting] = "220 scripted.example ESMTP",
        ["STARTTLS"] = "220 go ahead",
        ["AUTH"] = "235 2.7.0 welcome",
        ["DATA"] = "354 end with a dot",
        [Dot] = "250 2.0.0 taken",
        ["QUIT"] = "221 2.0.0 bye",
    };

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _script = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <param name="certificate">With it STARTTLS is offered.</param>
    internal ScriptedSmtp(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    internal ConcurrentQueue<ReceivedLetter> Letters { get; } = new();

    /// <summary>Every command, in order.</summary>
    internal ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Says how it answers the next commands of this name.</summary>
    internal void Answers(string command, params string[] replies)
    {
        foreach (var reply in replies)
        {
            _script.GetOrAdd(command, _ => new()).Enqueue(reply);
        }
    }

    /// <summary>Takes back what was said about commands of this name and was not needed.</summary>
    internal void ForgetAnswers(string command) => _script.TryRemove(command, out _);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is over.
        }

        await Task.WhenAll(served);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client has gone, or wanted no TLS of ours.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        var (from, recipients, secured) = ("", new List<string>(), false);
        var said = await SayAsync(stream, Greeting, secured);
        while (said is not null && await LineAsync(stream) is { } line)
        {
            Commands.Enqueue(line);
            var command = line.Split(' ', ':')[0].ToUpperInvariant();
            said = await SayAsync(stream, command, secured);
            var agreed = said is not null && said[0] is '2' or '3';
            switch (command)
            {
                case "MAIL":
                    (from, recipients) = (Address(line), []);
                    break;
                case "RCPT" when agreed:
                    recipients.Add(Address(line));
                    break;
                case "DATA" when agreed:
                    if (await LetterAsync(stream) is not { } letter)
                    {
                        // Cut off before its dot it is no letter.
                        return;
                    }

                    Letters.Enqueue(new ReceivedLetter(from, recipients, letter, secured));
                    said = await SayAsync(stream, Dot, secured);
                    break;
                case "STARTTLS" when said == Usual["STARTTLS"]:
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(_certificate!);
                    (stream, secured) = (tls, true);
                    break;
                case "STARTTLS" or "QUIT":
                    return;
            }
        }
    }

    private async Task<string?> SayAsync(Stream stream, string command, bool secured)
    {
        var said = _script.TryGetValue(command, out var script) && script.TryDequeue(out var scripted) ? scripted
            : command == "EHLO" ? Abilities(secured)
            : Usual.GetValueOrDefault(command, "250 2.0.0 fine");
        if (said == Silence)
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }

        if (said == Drop)
        {
            return null;
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(said + "\r\n"), _stop.Token);
        return said;
    }

    private string Abilities(bool secured) =>
        $"250-scripted.example\r\n250-SIZE 10485760\r\n{(_certificate is not null && !secured ? "250-STARTTLS\r\n" : "")}250 AUTH PLAIN";

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    private async Task<byte[]?> LetterAsync(Stream stream)
    {
        var letter = new StringBuilder();
        while (await LineAsync(stream) is { } line)
        {
            if (line == Dot)
            {
                return Encoding.Latin1.GetBytes(letter.ToString());
            }

            letter.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return null;
    }

    // Byte by byte: what follows STARTTLS belongs to TLS.
    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            line.Append((char)one[0]);
            if (line.Length >= 2 && line[^1] == '\n' && line[^2] == '\r')
            {
                return line.ToString(0, line.Length - 2);
            }
        }

        return null;
    }
}
