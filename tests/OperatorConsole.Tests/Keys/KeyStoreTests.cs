using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Data.Sealing;
using Licensing.Files;
using OperatorConsole.Issuing;
using OperatorConsole.Issuing.Keys;
using OperatorConsole.Tests.Data;

namespace OperatorConsole.Tests.Keys;

public sealed class KeyStoreTests : IAsyncLifetime
{
    private CenterFixture _center = null!;

    public async ValueTask InitializeAsync() => _center = await CenterFixture.StartAsync();

    public ValueTask DisposeAsync() => _center.DisposeAsync();

    [Fact]
    public void The_first_start_makes_one_active_key_of_each_kind_and_the_next_finds_them()
    {
        using var first = Open();
        using var next = Open();

        first.Keys.Select(key => (key.Kind, key.State)).ShouldBe(KeyKinds.All.Select(kind => (kind, KeyState.Active)));
        next.Keys.Select(key => key.Kid).ShouldBe(first.Keys.Select(key => key.Kid));
    }

    [Fact]
    public void Two_processes_that_start_together_have_the_same_keys()
    {
        var kids = new string[8];
        Parallel.For(0, kids.Length, i =>
        {
            using var store = Open();
            kids[i] = string.Join(',', store.Keys.Select(key => key.Kid));
        });

        kids.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task After_a_rotation_the_new_key_signs_and_what_the_old_one_signed_stays_good()
    {
        using var store = Open();
        var before = store.LicenseSigner;
        var signature = before.Sign("text"u8.ToArray());

        var next = await store.RotateAsync(KeyKind.File, _ => Task.CompletedTask);

        store.LicenseSigner.Kid.ShouldBe(next.Kid);
        store.Keys.Where(key => key.Kind == KeyKind.File).Select(key => (key.Kid, key.State)).ShouldBe([(next.Kid, KeyState.Active), (before.Kid, KeyState.Retired)]);
        var published = new PublicKeys(store).Published.JoseKeys.Single(key => key.Kid == before.Kid);
        using var verifier = ECDsa.Create(published.ToParameters());
        verifier.VerifyData("text"u8.ToArray(), signature, HashAlgorithmName.SHA256).ShouldBeTrue();

        // Whoever took the signer before the rotation can still finish.
        before.Sign("late"u8.ToArray()).Length.ShouldBe(64);
    }

    [Fact]
    public async Task Files_for_a_retired_key_are_opened_and_for_a_revoked_one_refused()
    {
        using var store = Open();
        var old = new PublicKeys(store).Published.EncryptionKey!;
        var file = Encoding.UTF8.GetBytes(EncryptedRequest.Write(KeySamples.Request, old));

        await store.RotateAsync(KeyKind.Encryption, _ => Task.CompletedTask);
        EncryptedRequest.Read(file, store).ToCanonical().ShouldBe(KeySamples.Request.ToCanonical());
        new PublicKeys(store).Published.EncryptionKey!.Kid.ShouldNotBe(old.Kid);
        new PublicKeys(store).Published.JoseKeys.ShouldNotContain(key => key.Kid == old.Kid);

        (await store.RevokeAsync(KeyKind.Encryption, old.Kid, _ => Task.CompletedTask)).ShouldBeTrue();
        var fault = Should.Throw<Licensing.Files.FileFormatException>(() => EncryptedRequest.Read(file, store));
        (fault.Member, fault.Expectation).ShouldBe(("header.kid", Expectation.EncryptionKeyId));
    }

    [Fact]
    public async Task A_revoked_signing_key_leaves_the_set_and_its_licenses_are_refused()
    {
        using var store = Open();
        var signer = store.LicenseSigner;
        var license = LicenseDetailsFile.Read(LicenseDetailsFile.Write(KeySamples.License, signer));
        var here = Licensing.Computers.CanonicalComputer.From(KeySamples.License.Computer);
        LicenseCheck.Of(license, here, new PublicKeys(store).Published).ShouldBe(new LicenseVerdict.Valid(signer.Kid));

        CenterKey? successor = null;
        (await store.RevokeAsync(KeyKind.File, signer.Kid, next => Task.FromResult(successor = next))).ShouldBeTrue();

        LicenseCheck.Of(license, here, new PublicKeys(store).Published).ShouldBe(new LicenseVerdict.KeyUnknown(signer.Kid));
        store.LicenseSigner.Kid.ShouldBe(successor!.Kid);
        (await store.RevokeAsync(KeyKind.File, signer.Kid, _ => Task.CompletedTask)).ShouldBeFalse();
        (await store.RevokeAsync(KeyKind.File, "no-such-key", _ => Task.CompletedTask)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_revoked_phone_key_is_published_as_revoked()
    {
        using var store = Open();
        var (kid, answer) = store.Sign("statement");
        await store.RevokeAsync(KeyKind.Phone, kid, _ => Task.CompletedTask);

        new PublicKeys(store).Published.SignerOf("statement", answer).ShouldNotBeNull().State.ShouldBe(KeyState.Revoked);
        store.Sign("statement").Kid.ShouldNotBe(kid);
    }

    [Fact]
    public async Task What_cannot_be_journalled_does_not_happen()
    {
        using var store = Open();
        var before = store.Keys.Select(key => (key.Kid, key.State)).ToList();

        await Should.ThrowAsync<TimeoutException>(() => store.RotateAsync(KeyKind.File, _ => throw new TimeoutException()));
        await Should.ThrowAsync<TimeoutException>(() => store.RevokeAsync(KeyKind.Phone, store.Sign("x").Kid, _ => throw new TimeoutException()));

        store.Keys.Select(key => (key.Kid, key.State)).ShouldBe(before);
    }

    [Fact]
    public async Task Another_process_sees_a_change_at_its_next_use()
    {
        using var serving = Open();
        using var command = Open();
        var kid = serving.LicenseSigner.Kid;

        var next = await command.RotateAsync(KeyKind.File, _ => Task.CompletedTask);
        serving.LicenseSigner.Kid.ShouldBe(next.Kid);

        await command.RevokeAsync(KeyKind.File, kid, _ => Task.CompletedTask);
        serving.Keys.Single(key => key.Kid == kid).State.ShouldBe(KeyState.Revoked);
    }

    [Fact]
    public async Task Eight_rotations_at_once_leave_one_active_key_and_lose_none()
    {
        using var store = Open();
        using var other = Open();
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? store : other).RotateAsync(KeyKind.Encryption, _ => Task.CompletedTask))));

        var keys = store.Keys.Where(key => key.Kind == KeyKind.Encryption).ToList();
        keys.Count.ShouldBe(9);
        keys.Count(key => key.State == KeyState.Active).ShouldBe(1);
        made.ShouldAllBe(key => keys.Exists(kept => kept.Kid == key.Kid));
    }

    [Fact]
    public async Task A_missing_or_damaged_key_file_is_named_and_never_replaced()
    {
        using var store = Open();
        var path = Path.Combine(_center.KeysPath, "file-keys.json");
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        foreach (var damaged in new[] { whole[..^1], [], "[]"u8.ToArray(), "null"u8.ToArray() })
        {
            await File.WriteAllBytesAsync(path, damaged, TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(path, _center.Clock.GetUtcNow().UtcDateTime.AddMinutes(damaged.Length));
            Should.Throw<KeysDamagedException>(() => store.LicenseSigner).Message.ShouldContain(path);
        }

        File.Delete(path);
        Should.Throw<KeysDamagedException>(() => store.LicenseSigner).Message.ShouldContain(path);
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task Private_numbers_are_sealed_and_bound_to_their_key()
    {
        using var store = Open();
        var path = Path.Combine(_center.KeysPath, "file-keys.json");
        await store.RotateAsync(KeyKind.File, _ => Task.CompletedTask);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        // The sealed number of one key under the name of the other does not open.
        var nodes = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!.AsArray();
        nodes[0]!["sealedKey"] = nodes[1]!["sealedKey"]!.DeepClone();
        await File.WriteAllTextAsync(path, nodes.ToJsonString(), TestContext.Current.CancellationToken);
        using var opened = Open();
        Should.Throw<SealBrokenException>(() => opened.LicenseSigner);
    }

    [Fact]
    public void Looking_at_the_file_at_every_use_costs_microseconds()
    {
        using var store = Open();
        store.LicenseSigner.Sign([]);
        var clock = Stopwatch.StartNew();
        const int Times = 2_000;
        for (var i = 0; i < Times; i++)
        {
            store.LicenseSigner.Sign("input"u8.ToArray());
        }

        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"a license signature: {clock.Elapsed.TotalMicroseconds / Times:0} µs"));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    private FileKeyStore Open() => FileKeyStore.OpenOrCreate(_center.KeysPath, _center.Vault);
}
