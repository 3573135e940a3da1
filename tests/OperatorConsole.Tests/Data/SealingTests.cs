using System.Security.Cryptography;
using System.Text;
using Data.Sealing;

namespace OperatorConsole.Tests.Data;

public sealed class SealingTests(CenterFixture center) : IClassFixture<CenterFixture>
{
    private const string Pin = "746185858112352";

    [Fact]
    public void What_was_sealed_opens_for_its_row()
    {
        var sealedPin = center.Vault.SealText(Pin, "Pins/1");
        center.Vault.OpenText(sealedPin, "Pins/1").ShouldBe(Pin);
        center.Vault.OpenText(center.Vault.SealText("", "Pins/1"), "Pins/1").ShouldBe("");
        center.Vault.OpenText(center.Vault.SealText("Ёлкин & Söhne 株式会社", "Kits/1"), "Kits/1").ShouldBe("Ёлкин & Söhne 株式会社");
    }

    [Fact]
    public void A_flipped_bit_is_refused_wherever_it_is()
    {
        var whole = center.Vault.SealText(Pin, "Pins/1");
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var changed = whole.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Should.Throw<SealBrokenException>(() => center.Vault.Open(changed, "Pins/1")).Row.ShouldBe("Pins/1");
        }
    }

    [Fact]
    public void A_cut_text_is_refused_at_every_length()
    {
        var whole = center.Vault.SealText(Pin, "Pins/1");
        for (var length = 0; length < whole.Length; length++)
            Should.Throw<SealBrokenException>(() => center.Vault.Open(whole.AsSpan(0, length), "Pins/1"));
    }

    [Fact]
    public void Another_rows_data_is_refused_and_the_message_names_the_row_but_no_data()
    {
        var first = center.Vault.SealText(Pin, "Pins/1");
        var fault = Should.Throw<SealBrokenException>(() => center.Vault.Open(first, "Pins/2"));
        fault.Message.ShouldContain("Pins/2");
        fault.ToString().ShouldNotContain(Pin);
    }

    [Fact]
    public async Task Data_of_another_installation_is_refused()
    {
        var other = new Vault(await KeyRing.CreateAsync(Path.Combine(center.Folder, "other-keys"), center.Clock));
        Should.Throw<SealBrokenException>(() => other.Open(center.Vault.SealText(Pin, "Pins/1"), "Pins/1"));
    }

    [Fact]
    public void No_nonce_comes_twice_in_a_hundred_thousand_seals()
    {
        var seen = new HashSet<string>(100_000);
        for (var i = 0; i < 100_000; i++)
            seen.Add(Convert.ToHexString(center.Vault.Seal("x"u8, "Pins/1").AsSpan(5, 12)));
        var repeated = 100_000 - seen.Count;
        TestContext.Current.TestOutputHelper?.WriteLine($"nonces used again in 100,000 seals: {repeated}");
        repeated.ShouldBe(0);
    }

    [Fact]
    public async Task A_vault_serves_many_threads()
    {
        await Parallel.ForAsync(0, 2_000, TestContext.Current.CancellationToken, (i, _) =>
        {
            var row = $"Pins/{i}";
            center.Vault.OpenText(center.Vault.SealText(Pin, row), row).ShouldBe(Pin);
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public async Task A_look_up_is_the_same_each_time_and_differs_by_label_value_and_installation()
    {
        var lookup = center.Vault.Lookup("pin", Pin);
        lookup.Length.ShouldBe(32);
        center.Vault.Lookup("pin", Pin).ShouldBe(lookup);
        center.Vault.Lookup("pin", Encoding.UTF8.GetBytes(Pin).AsSpan()).ShouldBe(lookup);
        center.Vault.Lookup("request", Pin).ShouldNotBe(lookup);
        center.Vault.Lookup("pin", "746185858112353").ShouldNotBe(lookup);
        // The label ends where it ends: nothing of it can be taken for the value.
        center.Vault.Lookup("pin7", Pin.AsSpan(1)).ShouldNotBe(lookup);

        var other = await KeyRing.LoadOrCreateAsync(Path.Combine(center.Folder, "lookup-keys"), center.Clock);
        new Vault(other).Lookup("pin", Pin).ShouldNotBe(lookup);
    }

    [Fact]
    public void A_look_up_is_no_plain_hash()
    {
        var lookup = center.Vault.Lookup("pin", Pin);
        lookup.ShouldNotBe(SHA256.HashData(Encoding.UTF8.GetBytes(Pin)));
        lookup.ShouldNotBe(SHA256.HashData(Encoding.UTF8.GetBytes("pin\0" + Pin)));
    }

    [Fact]
    public async Task A_new_sealing_key_seals_and_the_old_one_goes_on_opening()
    {
        var keys = await KeyRing.CreateAsync(Path.Combine(center.Folder, "rotated-keys"), center.Clock);
        var vault = new Vault(keys);
        var before = vault.SealText(Pin, "Pins/1");
        var lookup = vault.Lookup("pin", Pin);

        var id = await keys.AddSealingKeyAsync(center.Clock);

        keys.CurrentKeyId.ShouldBe(id);
        keys.KeyIds.Count.ShouldBe(2);
        Convert.ToHexStringLower(vault.SealText(Pin, "Pins/1").AsSpan(1, 4)).ShouldBe(id);
        var afterRestart = new Vault(KeyRing.Load(keys.Directory));
        afterRestart.OpenText(before, "Pins/1").ShouldBe(Pin);
        afterRestart.Lookup("pin", Pin).ShouldBe(lookup);
    }
}
