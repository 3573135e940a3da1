using System.Globalization;
using Licensing.Files;

namespace OperatorConsole.Tests.Client;

public sealed class BadInputTests : IDisposable
{
    private readonly ClientRun _client = new();

    public void Dispose() => _client.Dispose();

    public static TheoryData<string, string, string> DictateValues => new()
    {
        { "--kit", "07531250", "--kit: a kit number has 9 or 10 digits; 8 were given." },
        { "--kit", "075312508", "--kit: the check digit of the kit number does not fit" },
        { "--kit", "07531250x", "--kit: digits only were expected" },
        { "--pin", "746 185 858 112 35", "--pin: a PIN code has 15 digits; 14 were given" },
        { "--pin", "746 185 858 112 353", "--pin: the check group of the PIN code does not fit" },
        { "--pin", "746 999 858 112 352", "--pin: group 2 of the PIN code is above 996" },
        { "--pin", PinCodes.Reserved, "--pin: this PIN code is a printed example" },
        { "--operation", "renew", "--operation: 'renew' is no operation; initial, restore or restoreWithSpare was expected." },
        { "--current-pin", PinCodes.Spare, "--current-pin: was expected with --operation restoreWithSpare only." },
        { "--owner", "nowhere.json", "--owner: nowhere.json does not exist." },
        { "--computer", "nowhere.json", "--computer: nowhere.json does not exist." },
    };

    [Theory]
    [MemberData(nameof(DictateValues))]
    public async Task A_wrong_value_names_the_option_and_what_was_expected(string option, string value, string message)
    {
        Dictionary<string, string> options = new() { ["--kit"] = ClientRun.Kit, ["--pin"] = ClientRun.Pin, ["--owner"] = _client.At("owner.json"), [option] = value };

        (await _client.RunAsync(["dictate", .. options.SelectMany(o => new[] { o.Key, o.Value })])).ShouldBe(2);

        _client.Error.ShouldStartWith(message);
        _client.Output.ShouldBeEmpty();
        Directory.Exists(_client.At("data")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_pin_code_is_never_repeated_in_a_message()
    {
        await _client.RunAsync("dictate", "--kit", ClientRun.Kit, "--pin", "746 185 858 112 353", "--owner", _client.At("owner.json"));

        (_client.Error + _client.Output).ShouldNotContain("858");
    }

    [Theory]
    [InlineData("--owner", """{ "town": 1 }""", "member 'town': a text was expected")]
    [InlineData("--owner", """{ "colour": "" }""", "member 'colour': no such member is known")]
    [InlineData("--owner", "town: Tver", "a JSON text was expected")]
    [InlineData("--computer", """{ "nics": ["zz"] }""", "member 'nics[0]': an adapter's address of 12 hexadecimal digits was expected")]
    [InlineData("--computer", """{ "ramMib": "16 GiB" }""", "member 'ramMib': a whole number of MiB")]
    public async Task A_wrong_file_names_the_option_the_file_and_the_member(string option, string json, string message)
    {
        var file = _client.Write("given.json", json);
        string[] owner = option == "--owner" ? [] : ["--owner", _client.At("owner.json")];

        (await _client.RunAsync(["dictate", "--kit", ClientRun.Kit, "--pin", ClientRun.Pin, option, file, .. owner])).ShouldBe(2);

        _client.Error.ShouldStartWith($"{option}: {file}: {message}");
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_no_text_is_named()
    {
        var large = _client.Write("large.json", new string(' ', 70 * 1024));
        (await _client.RunAsync("check", large)).ShouldBe(2);
        _client.Error.ShouldContain("large.json has 70 KiB; at most 64 KiB were expected");

        await File.WriteAllBytesAsync(_client.At("bytes.lic"), [0xFF, 0xFE, 0x00], TestContext.Current.CancellationToken);
        (await _client.RunAsync("check", _client.At("bytes.lic"))).ShouldBe(2);
        _client.Error.ShouldContain("bytes.lic is not UTF-8 text");
    }

    [Fact]
    public async Task An_unusable_license_is_two_and_names_the_member()
    {
        var license = await _client.AcquireAsync();
        var json = await File.ReadAllTextAsync(license, TestContext.Current.CancellationToken);
        var broken = _client.Write("broken.lic", json.Replace("\"host\"", "\"hosts\"", StringComparison.Ordinal));

        (await _client.RunAsync("check", broken)).ShouldBe(2);
        _client.Error.ShouldContain("member 'computer.hosts': no such member is known");
    }

    [Fact]
    public async Task Missing_or_empty_center_keys_are_named_before_anything_is_typed()
    {
        await _client.DictateAsync();
        File.Delete(_client.At("program", "center-keys.json"));

        (await _client.RunAsync("answer", "--out", _client.At("a.lic"))).ShouldBe(2);
        _client.Error.ShouldStartWith("--center-keys: ");
        (await _client.RunAsync("answer", "--out", _client.At("a.lic"), "--center-keys", _client.Write("none.json", CenterKeys.Write(new CenterKeys())))).ShouldBe(2);
        _client.Error.ShouldContain("holds no key for answers by phone");
    }

    [Fact]
    public async Task A_place_where_no_license_can_go_is_named_before_anything_is_typed()
    {
        await _client.DictateAsync();

        (await _client.RunAsync("answer", "--out", _client.At("no", "such", "a.lic"))).ShouldBe(2);
        _client.Error.ShouldStartWith("--out: ");
        (await _client.RunAsync("answer", "--out", _client.At("owner.json"))).ShouldBe(2);
        _client.Error.ShouldContain("is not overwritten");
    }

    [Fact]
    public async Task A_place_where_no_owner_file_can_go_is_named_before_anything_is_asked()
    {
        (await _client.RunAsync("owner", "--out", _client.At("no", "such", "me.json"))).ShouldBe(2);
        _client.Error.ShouldStartWith("--out: ");
        (await _client.RunAsync("owner", "--out", _client.At("program", "center-keys.json"))).ShouldBe(2);
        (await _client.RunAsync("dictate", "--kit", ClientRun.Kit, "--pin", ClientRun.Pin, "--owner", _client.At("owner.json"), "--pending", _client.At("no", "such.json"))).ShouldBe(2);
        _client.Error.ShouldStartWith("--pending: ");
        _client.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_pending_request_there_is_nothing_to_answer()
    {
        (await _client.RunAsync("answer", "--out", _client.At("a.lic"))).ShouldBe(2);
        _client.Error.ShouldStartWith("--pending: no request waits");
    }

    [Fact]
    public async Task Too_few_lines_of_input_are_kept_and_explained()
    {
        var lines = ClientRun.Answer(await _client.DictateAsync());

        (await _client.RunAsync(["answer", "--out", _client.At("a.lic"), "--stdin"], [.. lines[..2], "", "1 2 3"])).ShouldBe(1);
        _client.Error.ShouldContain("Nine lines were expected, 2 could be taken.");
        _client.Error.ShouldContain("Line 3: five groups of three digits were expected; 3 digits were given.");
    }

    [Fact]
    public async Task A_spare_needs_the_current_pin_and_another_one()
    {
        string[] start = ["dictate", "--kit", ClientRun.Kit, "--pin", ClientRun.Pin, "--owner", _client.At("owner.json"), "--operation", "restoreWithSpare"];

        (await _client.RunAsync(start)).ShouldBe(2);
        _client.Error.ShouldStartWith("--current-pin: ");
        (await _client.RunAsync([.. start, "--current-pin", ClientRun.Pin])).ShouldBe(2);
        _client.Error.ShouldStartWith("--current-pin: another PIN code");
    }

    [Theory]
    [InlineData("en-US", "--kit: this option was expected. Kit number, 9 or 10 digits.")]
    [InlineData("ru-RU", "--kit: ожидался этот параметр. Номер комплекта, 9 или 10 цифр.")]
    public async Task A_missing_option_is_named_in_the_persons_language(string language, string message)
    {
        _client.Language = CultureInfo.GetCultureInfo(language);

        (await _client.RunAsync("dictate", "--pin", ClientRun.Pin)).ShouldBe(2);
        _client.Error.ShouldStartWith(message);
    }

    [Theory]
    [InlineData("fetch")]
    [InlineData("computer", "--yaml")]
    [InlineData("check")]
    [InlineData]
    public async Task An_unknown_command_or_option_is_wrong_usage(params string[] args)
    {
        (await _client.RunAsync(args)).ShouldBe(2);
        _client.Error.ShouldNotBeEmpty();
        _client.Output.ShouldBeEmpty();
    }
}
