using System.Globalization;
using Licensing.Dictation;
using Licensing.Files;

namespace OperatorConsole.Tests.Client;

public sealed class PhoneConversationTests : IDisposable
{
    private readonly ClientRun _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task From_the_dictated_request_to_a_license_that_holds_here_and_not_elsewhere()
    {
        var license = await _client.AcquireAsync();

        (await _client.RunAsync("check", license)).ShouldBe(0, _client.Error);
        _client.Computer = ClientRun.Workstation with { Host = "galatea", Nics = ["04D9F5999999"] };
        (await _client.RunAsync("check", license)).ShouldBe(1);
        _client.Output.ShouldContain("Network name (host): at acquisition SIRENA, now GALATEA");
        _client.Output.ShouldContain("Network adapter (nic): at acquisition 04D9F5123456, now 04D9F5999999");
    }

    [Fact]
    public async Task A_computer_file_stands_in_for_reading_the_computer()
    {
        var license = await _client.AcquireAsync();
        var other = _client.Write("other.json", ComputerFile.Write(ClientRun.Workstation with { RamMib = 8192 }));
        var same = _client.Write("same.json", ComputerFile.Write(ClientRun.Workstation with { RamMib = 32768 }));

        (await _client.RunAsync("check", license, "--computer", other)).ShouldBe(1);
        _client.Output.ShouldContain("(ram): at acquisition 16384, now 8192");
        (await _client.RunAsync("check", license, "--computer", same)).ShouldBe(0);
    }

    [Fact]
    public async Task The_rows_are_laid_out_for_reading_aloud()
    {
        var request = await _client.DictateAsync();
        await _client.RunAsync("dictate", "--kit", ClientRun.Kit, "--pin", ClientRun.Pin, "--owner", _client.At("owner.json"));

        _client.Output.ShouldContain("    Row 1:     " + string.Join("   ", request[..4].Select(Groups.Format)));
        _client.Output.ShouldContain("    Check sum: " + Groups.Format(Checks.Request(request)));
    }

    [Fact]
    public async Task Each_line_is_shown_with_its_checksum_and_then_the_total()
    {
        var request = await _client.DictateAsync();
        var lines = ClientRun.Answer(request);
        (await _client.RunAsync(["answer", "--out", _client.At("a.lic"), "--stdin"], lines)).ShouldBe(0, _client.Error);

        var answer = PhoneLicenseFile.Read(await File.ReadAllTextAsync(_client.At("a.lic"), TestContext.Current.CancellationToken)).Answer;
        var sum = Checks.Request(request);
        var shown = _client.Output.Split('\n');
        for (var line = 1; line <= Groups.AnswerLines; line++)
        {
            shown[line - 1].ShouldBe($"{line}: {lines[line - 1]} | {Groups.Format(answer.LineChecksum(line, sum))}");
        }

        shown[9].ShouldBe($"total: {Groups.Format(answer.TotalChecksum(sum))}");
    }

    [Fact]
    public async Task The_printed_example_gives_the_printed_checksums()
    {
        var computer = _client.Write("win.json", """
            { "osName": "Microsoft Windows 10 Pro", "osVersion": "10.0.19045", "osSerial": "00330-80000-00000-AA123", "osInstallDate": "1612345678",
              "host": "Sirena", "motherboard": "ASUSTeK COMPUTER INC. PRIME B450M-A", "bios": "UEFI American Megatrends Inc. 3002", "ramMib": 16304,
              "cpus": ["AuthenticAMD|23.113.0|AMD Ryzen 5 3600 6-Core Processor"], "nics": ["04-D9-F5-12-34-56"],
              "disks": ["Samsung SSD 970 EVO 500GB|S466NX0K123456"] }
            """);
        _client.Write("owner.json", """
            { "kind": "company", "organization": "Romashka LLC", "lastName": "Ivanov", "firstName": "Ivan", "middleName": "Ivanovich",
              "email": "ivan@romashka.example", "country": "Russia", "region": "Tver region", "zip": "170000", "town": "Tver", "street": "Mira",
              "house": "1", "building": "2", "apartment": "15" }
            """);

        Groups.Digits(await _client.DictateAsync("--computer", computer)).ShouldBe("110746185858112352084315336220319321271583663551");
        await _client.RunAsync(["answer", "--out", _client.At("a.lic"), "--stdin"], ["453 359 930 481 434", "054095068119282"]);

        _client.Output.ShouldStartWith("1: 453 359 930 481 434 | 380\n2: 054 095 068 119 282 | 178\n");
    }

    [Fact]
    public async Task A_mistyped_line_shows_another_checksum_and_can_be_typed_again()
    {
        var lines = ClientRun.Answer(await _client.DictateAsync());
        var mistyped = Mistyped(lines[3]);

        (await _client.RunAsync(["answer", "--out", _client.At("a.lic")], [.. lines[..3], mistyped, "4", lines[3], .. lines[4..], ""])).ShouldBe(0, _client.Error);

        var shown = _client.Output.Split('\n').Where(line => line.Contains("4: ", StringComparison.Ordinal) && line.Contains('|', StringComparison.Ordinal)).ToList();
        shown.Count.ShouldBe(2);
        shown[0][^3..].ShouldNotBe(shown[1][^3..]);
        (await _client.RunAsync("check", _client.At("a.lic"))).ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_answer_is_explained_and_nothing_typed_is_lost()
    {
        var lines = ClientRun.Answer(await _client.DictateAsync());
        string[] wrong = [.. lines[..8], Mistyped(lines[8])];

        (await _client.RunAsync(["answer", "--out", _client.At("a.lic"), "--stdin"], wrong)).ShouldBe(1);
        _client.Error.ShouldContain("not the Center's answer to this request");
        File.Exists(_client.At("a.lic")).ShouldBeFalse();

        (await _client.RunAsync(["answer", "--out", _client.At("a.lic")], ["9", lines[8], ""])).ShouldBe(0, _client.Error);
        (await _client.RunAsync("check", _client.At("a.lic"))).ShouldBe(0);
    }

    [Fact]
    public async Task The_next_run_goes_on_at_the_line_where_the_call_was_dropped()
    {
        var lines = ClientRun.Answer(await _client.DictateAsync());

        (await _client.RunAsync(["answer", "--out", _client.At("a.lic")], lines[..4])).ShouldBe(1);
        _client.Error.ShouldContain("is kept");
        (await _client.RunAsync(["answer", "--out", _client.At("a.lic")], [.. lines[4..], ""])).ShouldBe(0, _client.Error);
    }

    [Fact]
    public async Task A_group_above_996_and_a_short_line_are_refused_at_once_and_asked_again()
    {
        var lines = ClientRun.Answer(await _client.DictateAsync());

        (await _client.RunAsync(["answer", "--out", _client.At("a.lic")], ["111 222 997 111 111", "111 222", "abc", .. lines, ""])).ShouldBe(0, _client.Error);

        _client.Output.ShouldContain("Line 1: group 3 is 997; groups go from 000 to 996.");
        _client.Output.ShouldContain("Line 1: five groups of three digits were expected; 6 digits were given.");
    }

    [Fact]
    public async Task An_answer_by_a_stranger_or_a_revoked_key_makes_no_license()
    {
        var request = await _client.DictateAsync();
        (await _client.RunAsync(["answer", "--out", _client.At("a.lic"), "--stdin"], ClientRun.Answer(request, PhoneSigningKey.Create()))).ShouldBe(1);

        var revoked = _client.Write("revoked.json", CenterKeys.Write(new CenterKeys { PhoneKeys = [PublishedKey.OfPhone("old-1", ClientRun.Key.Public, KeyState.Revoked)] }));
        (await _client.RunAsync(["answer", "--out", _client.At("a.lic"), "--stdin", "--center-keys", revoked], ClientRun.Answer(request))).ShouldBe(1);
        _client.Error.ShouldContain("The key old-1 that signed the license is revoked.");
        File.Exists(_client.At("a.lic")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_pending_request_is_its_users_alone_and_the_license_everybodys()
    {
        var license = await _client.AcquireAsync();

        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are Unix's");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_client.PendingPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            (File.GetUnixFileMode(license) & UnixFileMode.OtherRead).ShouldBe(UnixFileMode.OtherRead);
        }
    }

    [Fact]
    public async Task The_same_request_is_offered_again_and_keeps_its_time_and_lines()
    {
        var request = await _client.DictateAsync();
        await _client.RunAsync(["answer", "--out", _client.At("a.lic")], ClientRun.Answer(request)[..2]);
        _client.Clock.Advance(TimeSpan.FromDays(1));

        (await _client.DictateAsync()).ShouldBe(request);

        var kept = PendingRequest.Read(await File.ReadAllTextAsync(_client.PendingPath, TestContext.Current.CancellationToken));
        kept.MadeAt.ShouldBe(_client.Clock.GetUtcNow().AddDays(-1));
        kept.Typed.Count(line => line.Length > 0).ShouldBe(2);
    }

    [Fact]
    public async Task Another_request_for_the_kit_puts_the_old_one_aside()
    {
        var first = await _client.DictateAsync();
        _client.Computer = ClientRun.Workstation with { Host = "galatea" };

        (await _client.DictateAsync()).ShouldNotBe(first);
        _client.Error.ShouldContain(".previous");

        (await _client.RunAsync(["answer", "--out", _client.At("a.lic"), "--stdin", "--pending", _client.PendingPath + ".previous"], ClientRun.Answer(first))).ShouldBe(0, _client.Error);
    }

    [Fact]
    public async Task The_answer_is_judged_by_the_request_and_not_by_the_computer_of_that_moment()
    {
        var request = await _client.DictateAsync();
        _client.Computer = ClientRun.Workstation with { Host = "galatea" };

        (await _client.RunAsync(["answer", "--out", _client.At("a.lic"), "--stdin"], ClientRun.Answer(request))).ShouldBe(0, _client.Error);
        (await _client.RunAsync("check", _client.At("a.lic"))).ShouldBe(1);
    }

    [Theory]
    [InlineData("restore", 12)]
    [InlineData("restoreWithSpare", 13)]
    public async Task Restorations_are_coded(string operation, int header)
    {
        string[] current = operation == "restore" ? [] : ["--current-pin", PinCodes.Spare];

        (await _client.DictateAsync(["--operation", operation, .. current]))[0].ToString(CultureInfo.InvariantCulture)[..2].ShouldBe(header.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Copies_of_a_license_beside_it_are_warned_of()
    {
        var license = await _client.AcquireAsync();
        File.Copy(license, _client.At("copy.lic"));
        _client.Write("other.lic", "{}");

        (await _client.RunAsync("check", license)).ShouldBe(0);
        _client.Error.ShouldContain("copy.lic is a copy of this license");
        _client.Error.ShouldNotContain("other.lic");
    }

    private static string Mistyped(string line) => line[..^1] + (line[^1] == '0' ? '1' : '0');
}
