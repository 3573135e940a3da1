using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Data;
using Licensing.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OperatorConsole.Commands;
using OperatorConsole.Issuing.Keys;
using OperatorConsole.Shell;
using OperatorConsole.Shell.Hosting;
using OperatorConsole.Tests.Shell;

namespace OperatorConsole.Tests.Keys;

/// <summary>The commands beside a console that serves.</summary>
public sealed class KeysCommandTests
{
    [Fact]
    public async Task Rotations_by_command_are_published_by_the_serving_console_and_journalled()
    {
        await using var console = await RunningConsole.StartAsync();
        using var visitor = console.Visit();
        var before = await PublishedAsync(visitor);
        before.JoseKeys.Select(key => (key.Use, key.State)).ShouldBe([(JoseUse.Signature, KeyState.Active), (JoseUse.Encryption, KeyState.Active)]);
        before.PhoneKeys.Single().State.ShouldBe(KeyState.Active);

        foreach (var kind in KeyKinds.All)
        {
            (await RunAsync(console, "keys", "rotate", kind.Name())).Exit.ShouldBe(0);
        }

        var after = await PublishedAsync(visitor);
        after.JoseKeys.Count(key => key.Use == JoseUse.Signature).ShouldBe(2);
        after.JoseKeys.Single(key => key.Kid == before.JoseKeys[0].Kid).State.ShouldBe(KeyState.Retired);
        after.EncryptionKey!.Kid.ShouldNotBe(before.EncryptionKey!.Kid);
        after.PhoneKeys.Select(key => key.State).ShouldBe([KeyState.Active, KeyState.Retired]);

        var old = before.JoseKeys[0].Kid;
        (await RunAsync(console, "keys", "revoke", "file", old)).Exit.ShouldBe(0);
        (await PublishedAsync(visitor)).JoseKeys.ShouldNotContain(key => key.Kid == old);
        (await JournalAsync(console)).ShouldBe(
        [
            $"system key-rotated phone {after.PhoneKeys[0].Kid}", $"system key-rotated file {after.JoseKeys[0].Kid}", $"system key-rotated encryption {after.EncryptionKey.Kid}",
            $"system key-revoked file {old}",
        ]);
        (await RunAsync(console, "journal", "verify")).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task The_published_set_is_what_jose_libraries_and_our_client_expect()
    {
        await using var console = await RunningConsole.StartAsync();
        using var visitor = console.Visit();
        using var set = JsonDocument.Parse((await visitor.GetAsync("/.well-known/jwks.json")).Text);

        set.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(["keys", "phoneKeys", "journalKeys"]);
        foreach (var (key, use, alg) in set.RootElement.GetProperty("keys").EnumerateArray().Zip(["sig", "enc"], ["ES256", "ECDH-ES"]))
        {
            (key.GetProperty("kty").GetString(), key.GetProperty("crv").GetString(), key.GetProperty("use").GetString(), key.GetProperty("alg").GetString())
                .ShouldBe(("EC", "P-256", use, alg));
            key.GetProperty("kid").GetString()!.Length.ShouldBe(16);
            key.TryGetProperty("d", out _).ShouldBeFalse();
        }

        var exported = Path.Combine(Data(console), "exported.json");
        (await RunAsync(console, "keys", "export", exported)).Exit.ShouldBe(0);
        (await File.ReadAllTextAsync(exported, TestContext.Current.CancellationToken)).ShouldBe((await visitor.GetAsync("/.well-known/jwks.json")).Text);
        (await JournalAsync(console)).ShouldBe(["system keys-exported exported.json "]);
    }

    [Fact]
    public async Task The_list_shows_kind_id_and_state()
    {
        await using var console = await RunningConsole.StartAsync();
        await RunAsync(console, "keys", "rotate", "file");

        var list = (await RunAsync(console, "keys", "list")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        list.Length.ShouldBe(4);
        list.Count(line => line.StartsWith("file ", StringComparison.Ordinal)).ShouldBe(2);
        list[2].ShouldEndWith("retired");
        using var json = JsonDocument.Parse((await RunAsync(console, "keys", "list", "--json")).Output);
        json.RootElement[0].GetProperty("kind").GetString().ShouldBe("phone");
        json.RootElement[0].GetProperty("state").GetString().ShouldBe("active");
    }

    [Fact]
    public async Task The_backup_has_every_key_file_and_is_the_users_alone()
    {
        await using var console = await RunningConsole.StartAsync();
        _ = console.Services.GetRequiredService<IKeyStore>();
        var archive = Path.Combine(Data(console), "keys.zip");

        var (exit, output, error) = await RunAsync(console, "keys", "backup", archive);
        exit.ShouldBe(0, error);
        output.ShouldStartWith("5 files copied");
        error.ShouldContain("secret keys");
        await using (var zip = await ZipFile.OpenReadAsync(archive, TestContext.Current.CancellationToken))
        {
            zip.Entries.Select(entry => entry.Name).ShouldBe(["encryption-keys.json", "file-keys.json", "journal-head.json", "phone-keys.json", "sealing.json"]);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(archive).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (await RunAsync(console, "keys", "backup", archive)).ShouldSatisfyAllConditions(again => again.Exit.ShouldBe(1), again => again.Error.ShouldStartWith("FILE: "));
        (await JournalAsync(console)).ShouldBe(["system keys-backed-up keys.zip "]);
    }

    [Theory]
    [InlineData(2, "KIND: 'journal' is none of phone, file, encryption.", "rotate", "journal")]
    [InlineData(2, "KIND: ", "revoke", "p-224", "0123456789abcdef")]
    [InlineData(1, "KID: there is no file key 'nothing'", "revoke", "file", "nothing")]
    public async Task What_is_not_there_is_named(int exit, string message, params string[] args)
    {
        await using var console = await RunningConsole.StartAsync();
        var run = await RunAsync(console, ["keys", .. args]);

        run.Exit.ShouldBe(exit);
        run.Error.ShouldStartWith(message);
        run.Output.ShouldBeEmpty();
        (await JournalAsync(console)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_does_not_administer_may_not_touch_keys()
    {
        await using var console = await RunningConsole.StartAsync();
        var clerk = new Acting("1", "clerk", [global::Data.Staff.Roles.Clerk, global::Data.Staff.Roles.Operator, global::Data.Staff.Roles.Supervisor]);
        var file = Path.Combine(Data(console), "x");
        var token = TestContext.Current.CancellationToken;

        await Should.ThrowAsync<NotAllowedException>(() => console.Services.GetRequiredService<RotateKey>().RunAsync(clerk, KeyKind.File, token));
        await Should.ThrowAsync<NotAllowedException>(() => console.Services.GetRequiredService<RevokeKey>().RunAsync(clerk, KeyKind.File, "", token));
        await Should.ThrowAsync<NotAllowedException>(() => console.Services.GetRequiredService<ExportKeys>().RunAsync(clerk, file, token));
        await Should.ThrowAsync<NotAllowedException>(() => console.Services.GetRequiredService<BackUpKeys>().RunAsync(clerk, file, token));
        File.Exists(file).ShouldBeFalse();
    }

    private static string Data(RunningConsole console) => console.Services.GetRequiredService<Installation>().Directory;

    private static async Task<CenterKeys> PublishedAsync(Visitor visitor) => CenterKeys.Read((await visitor.GetAsync("/.well-known/jwks.json")).Text);

    private static async Task<(int Exit, string Output, string Error)> RunAsync(RunningConsole console, params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exit = await CommandLine.RunAsync([.. args, "--data", Data(console)], output, error);
        return (exit, output.ToString(), error.ToString());
    }

    /// <summary>What the journal has of keys: actor, act, subject, key.</summary>
    private static async Task<List<string>> JournalAsync(RunningConsole console)
    {
        await using var db = await console.Services.GetRequiredService<IDbContextFactory<CenterDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var entries = await db.Journal.AsNoTracking().Where(entry => entry.Act.StartsWith("key")).OrderBy(entry => entry.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        return [.. entries.Select(entry =>
        {
            using var members = JsonDocument.Parse(entry.Text);
            return $"{entry.Actor} {entry.Act} {entry.Subject} {(members.RootElement.TryGetProperty("kid", out var kid) ? kid.GetString() : "")}";
        })];
    }
}
