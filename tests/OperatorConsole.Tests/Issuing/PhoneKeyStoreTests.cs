using System.Text;
using Data.Sealing;
using Licensing.Dictation;
using Licensing.Files;
using OperatorConsole.Issuing;
using OperatorConsole.Tests.Data;

namespace OperatorConsole.Tests.Issuing;

public sealed class PhoneKeyStoreTests
{
    private const string Statement = "LC-PHONE-LICENSE/1\nkit=075312509\nrequest=110746185858112352084315336220319321271583663551\nlicense=single-user\nseats=1\n";

    [Fact]
    public async Task The_key_is_made_once_and_signs_the_same_answer_after_every_start()
    {
        await using var center = await CenterFixture.StartAsync();
        var first = PhoneKeyStore.OpenOrCreate(center.KeysPath, center.Vault);
        var bytes = await File.ReadAllBytesAsync(PathOf(center), TestContext.Current.CancellationToken);
        var second = PhoneKeyStore.OpenOrCreate(center.KeysPath, new Vault(KeyRing.Load(center.KeysPath)));

        (await File.ReadAllBytesAsync(PathOf(center), TestContext.Current.CancellationToken)).ShouldBe(bytes);
        second.KeyId.ShouldBe(first.KeyId);
        second.Sign(Statement).ToDigits().ShouldBe(first.Sign(Statement).ToDigits());
        second.Sign(Statement).ToDigits().ShouldBe(second.Sign(Statement).ToDigits());
        var published = second.PublicKeys.ShouldHaveSingleItem();
        published.State.ShouldBe(KeyState.Active);
        PhoneVerificationKey.FromSpki(published.Spki).Verifies(Statement, first.Sign(Statement)).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_centers_have_two_keys()
    {
        await using var one = await CenterFixture.StartAsync();
        await using var other = await CenterFixture.StartAsync();
        PhoneKeyStore.OpenOrCreate(one.KeysPath, one.Vault).KeyId.ShouldNotBe(PhoneKeyStore.OpenOrCreate(other.KeysPath, other.Vault).KeyId);
    }

    [Fact]
    public async Task Only_the_owner_of_the_process_reads_the_file_and_the_private_half_is_sealed_in_it()
    {
        await using var center = await CenterFixture.StartAsync();
        var store = PhoneKeyStore.OpenOrCreate(center.KeysPath, center.Vault);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(PathOf(center)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var file = await File.ReadAllTextAsync(PathOf(center), TestContext.Current.CancellationToken);
        file.ShouldContain(store.KeyId);
        var entry = System.Text.Json.JsonDocument.Parse(file).RootElement[0];
        var hex = center.Vault.OpenText(entry.GetProperty("sealedKey").GetBytesFromBase64(), $"phone-keys.json/key/{store.KeyId}");
        hex.Length.ShouldBe(56);
        file.ShouldNotContain(hex);
        file.ShouldNotContain(Convert.ToBase64String(Convert.FromHexString(hex)));
        file.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(hex)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[{\"kid\":1}]")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_damaged_file_is_named_and_never_replaced(string content)
    {
        await using var center = await CenterFixture.StartAsync();
        await File.WriteAllTextAsync(PathOf(center), content, TestContext.Current.CancellationToken);
        Should.Throw<InvalidDataException>(() => PhoneKeyStore.OpenOrCreate(center.KeysPath, center.Vault)).Message.ShouldContain("phone-keys.json");
        (await File.ReadAllTextAsync(PathOf(center), TestContext.Current.CancellationToken)).ShouldBe(content);
    }

    [Fact]
    public async Task A_key_that_was_sealed_elsewhere_does_not_open()
    {
        await using var one = await CenterFixture.StartAsync();
        await using var other = await CenterFixture.StartAsync();
        PhoneKeyStore.OpenOrCreate(one.KeysPath, one.Vault);
        File.Copy(PathOf(one), PathOf(other));
        Should.Throw<SealBrokenException>(() => PhoneKeyStore.OpenOrCreate(other.KeysPath, other.Vault)).Message.ShouldContain("phone-keys.json");
    }

    private static string PathOf(CenterFixture center) => Path.Combine(center.KeysPath, PhoneKeyStore.FileName);
}
