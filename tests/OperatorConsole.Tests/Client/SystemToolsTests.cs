using LicenseClient.Readers;

namespace OperatorConsole.Tests.Client;

public sealed class SystemToolsTests
{
    private const string Shell = "/bin/sh";
    private readonly SystemTools _tools = new(TimeSpan.FromSeconds(10));

    [Fact]
    public void What_a_tool_prints_is_taken_as_UTF_8_without_the_mark_and_the_space_around_it() =>
        Run("printf '\\357\\273\\277\\n Майкрософт \\n'; echo complaint >&2").ShouldBe(new Reading("Майкрософт", ""));

    [Fact]
    public void A_tool_that_is_missing_is_said() =>
        _tools.Run("/nowhere/powershell.exe").ShouldBe(new Reading("", "/nowhere/powershell.exe is not there."));

    [Fact]
    public void A_file_that_is_no_program_is_said()
    {
        var file = Path.GetTempFileName();
        _tools.Run(file).Why.ShouldStartWith(Path.GetFileName(file) + " could not be read: ");
        File.Delete(file);
    }

    [Fact]
    public void A_tool_that_fails_is_said_with_its_own_words() =>
        Run("echo half; echo 'unknown oid' >&2; exit 3").ShouldBe(new Reading("", "sh ended with exit code 3. unknown oid"));

    [Fact]
    public void A_tool_that_hangs_is_stopped_with_all_that_it_started() =>
        new SystemTools(TimeSpan.FromMilliseconds(400)).Run(Shell, "-c", "sleep 30 & sleep 30").Why.ShouldStartWith("sh did not answer within 0");

    [Fact]
    public void Output_without_end_is_cut_off() => Run("yes").ShouldBe(new Reading("", "sh printed too much to be an answer."));

    [Fact]
    public void Output_in_another_encoding_is_refused_rather_than_guessed() =>
        Run("printf '\\214\\240\\251'").ShouldBe(new Reading("", "What sh printed could not be understood."));

    [Fact]
    public void A_tool_that_waits_for_input_gets_none() => Run("cat; echo done").Value.ShouldBe("done");

    private Reading Run(string script) => _tools.Run(Shell, "-c", script);
}
