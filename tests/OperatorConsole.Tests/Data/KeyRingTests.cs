using System.Text;
using System.Text.Json.Nodes;
using Data.Journal;
using Data.Sealing;

namespace OperatorConsole.Tests.Data;

public sealed class KeyRingTests : IDisposable
{
    private readonly string directory = Path.Combine(Directory.CreateTempSubdirectory("keys-").FullName, "keys");

    private string KeyFile => Path.Combine(directory, KeyRing.FileName);

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(directory)!, recursive: true);

    [Fact]
    public async Task Keys_are_readable_by_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        var keys = await MakeAsync();
        await keys.AddSealingKeyAsync(TimeProvider.System);
        using (var head = new JournalHead(keys))
            await head.AdvanceAsync(1, new byte[32]);

        File.GetUnixFileMode(directory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var files = Directory.GetFiles(directory);
        files.Select(Path.GetFileName).ShouldContain(KeyRing.FileName);
        foreach (var file in files)
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Existing_keys_are_loaded_and_never_replaced()
    {
        KeyRing.Exists(directory).ShouldBeFalse();
        var sealedText = new Vault(await MakeAsync()).SealText("kept", "row");
        KeyRing.Exists(directory).ShouldBeTrue();

        var again = await MakeAsync();
        new Vault(again).OpenText(sealedText, "row").ShouldBe("kept");
        await Should.ThrowAsync<InvalidOperationException>(() => KeyRing.CreateAsync(directory, TimeProvider.System));
    }

    [Fact]
    public async Task Consoles_that_start_together_get_the_same_keys()
    {
        var rings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(MakeAsync, TestContext.Current.CancellationToken)));
        rings.Select(ring => Convert.ToHexString(new Vault(ring).Lookup("pin", "1"))).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        await MakeAsync();
        File.Delete(KeyFile);
        Should.Throw<KeysDamagedException>(() => KeyRing.Load(directory)).Message.ShouldContain(KeyFile);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"format":"sealing-keys/2"}""")]
    public async Task A_damaged_file_is_named_and_left_as_it_is(string text)
    {
        await MakeAsync();
        await File.WriteAllTextAsync(KeyFile, text, TestContext.Current.CancellationToken);
        var fault = await Should.ThrowAsync<KeysDamagedException>(MakeAsync);
        fault.Message.ShouldContain(KeyFile);
        fault.File.ShouldBe(KeyFile);
        (await File.ReadAllTextAsync(KeyFile, TestContext.Current.CancellationToken)).ShouldBe(text);
    }

    [Fact]
    public async Task A_file_cut_at_any_place_is_refused()
    {
        await MakeAsync();
        var whole = await File.ReadAllBytesAsync(KeyFile, TestContext.Current.CancellationToken);
        for (var length = 0; length < whole.Length - 1; length += 7)
        {
            await File.WriteAllBytesAsync(KeyFile, whole[..length], TestContext.Current.CancellationToken);
            Should.Throw<KeysDamagedException>(() => KeyRing.Load(directory));
        }
    }

    [Theory]
    [InlineData("pepper")]
    [InlineData("journal")]
    [InlineData("keys")]
    public async Task A_key_that_differs_in_one_character_is_refused_and_not_shown(string member)
    {
        await MakeAsync();
        var text = JsonNode.Parse(await File.ReadAllTextAsync(KeyFile, TestContext.Current.CancellationToken))!;
        var holder = member == "keys" ? text["keys"]![0]! : text;
        var name = member == "keys" ? "key" : member;
        var secret = holder[name]!.GetValue<string>();
        var changed = new StringBuilder(secret) { [5] = secret[5] == 'A' ? 'B' : 'A' }.ToString();
        holder[name] = changed;
        await File.WriteAllTextAsync(KeyFile, text.ToJsonString(), TestContext.Current.CancellationToken);

        var fault = Should.Throw<KeysDamagedException>(() => KeyRing.Load(directory));
        fault.Message.ShouldContain(KeyFile);
        fault.ToString().ShouldNotContain(changed);
    }

    private Task<KeyRing> MakeAsync() => KeyRing.LoadOrCreateAsync(directory, TimeProvider.System);
}
