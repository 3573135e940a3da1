using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using OperatorConsole.Mail;

namespace OperatorConsole.Tests.Mail.Running;

/// <summary>
/// A Dovecot of the tests' own: its ports, its certificate, its folder, ended by its process id. Whoever signs in with the password gets a
/// mailbox, so that every test has one. Where Dovecot is not installed, <see cref="Box"/> skips the test and says so.
/// </summary>
public sealed class PrivateDovecot : IAsyncLifetime
{
    private const string Program = "/usr/sbin/dovecot";
    private const string Password = "a-word-of-the-tests";

    // Dovecot serves nobody as root.
    private const string Nobody = "nobody";
    private const string NoGroup = "nogroup";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("dovecot-").FullName;
    private Process? _process;
    private string? _missing;
    private int _users;

    internal X509Certificate2 Certificate { get; } = ServerCertificate.Make();

    /// <summary>A PEM file that names <see cref="Certificate"/> as an authority.</summary>
    internal string Authority => Path.Combine(_folder, "cert.pem");

    /// <summary>IMAP with STARTTLS.</summary>
    internal int Port { get; private set; }

    /// <summary>IMAP with TLS from the first byte.</summary>
    internal int TlsPort { get; private set; }

    /// <summary>An empty mailbox that nobody used before.</summary>
    internal ImapSettings Box()
    {
        // Where everything is supposed to be installed, a test that does not run has failed.
        Assert.False(_missing is not null && Environment.GetEnvironmentVariable("CI") is { Length: > 0 }, _missing);
        Assert.SkipWhen(_missing is not null, _missing ?? "");
        var user = string.Create(CultureInfo.InvariantCulture, $"box{Interlocked.Increment(ref _users)}@center.example");
        return new ImapSettings("imap", "127.0.0.1", TlsPort, user, Password, "INBOX", "", Authority);
    }

    public async ValueTask InitializeAsync()
    {
        _missing = await MissingAsync();
        if (_missing is not null)
        {
            return;
        }

        (Port, TlsPort) = (FreePort(), FreePort());
        await File.WriteAllTextAsync(Authority, Certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_folder, "key.pem"), Certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var asRoot = Environment.IsPrivilegedProcess;
        await File.WriteAllTextAsync(Path.Combine(_folder, "dovecot.conf"), Configuration(asRoot ? Nobody : Environment.UserName, asRoot ? NoGroup : await SaidAsync("id", "-gn")));
        string[] command = [Program, "-F", "-c", Path.Combine(_folder, "dovecot.conf")];
        if (asRoot)
        {
            await SaidAsync("chown", "-R", $"{Nobody}:{NoGroup}", _folder);
            command = ["setpriv", "--reuid", Nobody, "--regid", NoGroup, "--clear-groups", .. command];
        }

        _process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await UntilItGreetsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync(CancellationToken.None);
        }

        _process?.Dispose();
        Certificate.Dispose();
        await GoneAsync();
    }

    // The last of its processes may still write while it ends.
    private async Task GoneAsync()
    {
        for (var attempt = 1; Directory.Exists(_folder); attempt++)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException) when (attempt < 20)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task<string?> MissingAsync()
    {
        if (!File.Exists(Program))
        {
            return $"Dovecot is missing ({Program}). On Debian: apt-get install dovecot-imapd.";
        }

        var version = await SaidAsync(Program, "--version");
        return version.StartsWith("2.3.", StringComparison.Ordinal) ? null : $"Dovecot {version} reads another form of settings; the tests write that of 2.3.";
    }

    private async Task UntilItGreetsAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                var greeting = new byte[4];
                await client.GetStream().ReadExactlyAsync(greeting);
                return;
            }
            catch (Exception fault) when (fault is SocketException or IOException && Stopwatch.GetElapsedTime(started) < Patience && !_process!.HasExited)
            {
                await Task.Delay(50);
            }
            catch (Exception fault) when (fault is SocketException or IOException)
            {
                var log = Path.Combine(_folder, "dovecot.log");
                throw new InvalidOperationException("Dovecot does not answer: " + (File.Exists(log) ? await File.ReadAllTextAsync(log) : "it wrote no log"), fault);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> SaidAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said.Trim() : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private string Configuration(string user, string group) => string.Create(CultureInfo.InvariantCulture, $$"""
        base_dir = {{_folder}}/run
        state_dir = {{_folder}}/state
        instance_name = {{Path.GetFileName(_folder)}}
        default_internal_user = {{user}}
        default_internal_group = {{group}}
        default_login_user = {{user}}
        first_valid_uid = 1
        protocols = imap
        listen = 127.0.0.1
        log_path = {{_folder}}/dovecot.log
        info_log_path = {{_folder}}/dovecot.log
        ssl = yes
        ssl_cert = <{{_folder}}/cert.pem
        ssl_key = <{{_folder}}/key.pem
        disable_plaintext_auth = yes
        auth_mechanisms = plain login
        auth_failure_delay = 0
        mail_location = maildir:{{_folder}}/mail/%u
        mail_fsync = never
        mail_max_userip_connections = 50
        mailbox_idle_check_interval = 1s
        hostname = localhost
        postmaster_address = postmaster@center.example
        passdb {
          driver = static
          args = password={{Password}}
        }
        userdb {
          driver = static
          args = uid={{user}} gid={{group}} home={{_folder}}/mail/%u allow_all_users=yes
        }
        namespace inbox {
          inbox = yes
          separator = /
        }
        service anvil {
          chroot =
          unix_listener anvil-auth-penalty {
            mode = 0
          }
        }
        service stats {
          chroot =
        }
        service imap-login {
          chroot =
          inet_listener imap {
            port = {{Port}}
          }
          inet_listener imaps {
            port = {{TlsPort}}
            ssl = yes
          }
        }
        """) + "\n";
}

/// <summary>Tests that share one Dovecot.</summary>
[CollectionDefinition(nameof(WithDovecot))]
public sealed class WithDovecot : ICollectionFixture<PrivateDovecot>;
