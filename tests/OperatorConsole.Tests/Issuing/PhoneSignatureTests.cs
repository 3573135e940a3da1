using Data.Sealing;
using Licensing.Files;
using OperatorConsole.Issuing.Keys;
using OperatorConsole.Tests.Data;

namespace OperatorConsole.Tests.Issuing;

public sealed class PhoneSignatureTests
{
    private const string Statement = "LC-PHONE-LICENSE/1\nkit=075312509\nrequest=110746185858112352084315336220319321271583663551\nlicense=single-user\nseats=1\n";

    [Fact]
    public async Task The_same_statement_gets_the_same_answer_after_every_start()
    {
        await using var center = await CenterFixture.StartAsync();
        using var first = FileKeyStore.OpenOrCreate(center.KeysPath, center.Vault);
        using var second = FileKeyStore.OpenOrCreate(center.KeysPath, new Vault(KeyRing.Load(center.KeysPath)));
        var signature = first.Sign(Statement);
        second.Sign(Statement).Answer.ToDigits().ShouldBe(signature.Answer.ToDigits());
        second.Sign(Statement).Kid.ShouldBe(signature.Kid);
        new CenterKeys { PhoneKeys = [.. second.Keys.Where(key => key.Kind == KeyKind.Phone).Select(key => new PublishedKey(key.Kid, Convert.ToBase64String(key.Spki), key.State))] }
            .SignerOf(Statement, signature.Answer).ShouldNotBeNull().Kid.ShouldBe(signature.Kid);
    }

    [Fact]
    public async Task Two_centers_answer_differently()
    {
        await using var one = await CenterFixture.StartAsync();
        await using var other = await CenterFixture.StartAsync();
        using var first = FileKeyStore.OpenOrCreate(one.KeysPath, one.Vault);
        using var second = FileKeyStore.OpenOrCreate(other.KeysPath, other.Vault);
        first.Sign(Statement).Answer.ToDigits().ShouldNotBe(second.Sign(Statement).Answer.ToDigits());
    }

    [Fact]
    public async Task Every_file_of_keys_is_the_users_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        await using var center = await CenterFixture.StartAsync();
        using var store = FileKeyStore.OpenOrCreate(center.KeysPath, center.Vault);
        foreach (var file in Directory.GetFiles(center.KeysPath))
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }
}
