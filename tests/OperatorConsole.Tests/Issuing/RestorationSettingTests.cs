using Licensing.Acquisitions;
using Microsoft.Extensions.Configuration;
using OperatorConsole.Issuing;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Tests.Issuing;

public sealed class RestorationSettingTests
{
    [Theory]
    [InlineData(null, MethodFamily.Exact)]
    [InlineData("", MethodFamily.Exact)]
    [InlineData("exact", MethodFamily.Exact)]
    [InlineData("FileAndAutomatic", MethodFamily.FileAndAutomatic)]
    public void The_method_family_is_read_and_exact_unless_said_otherwise(string? value, MethodFamily family) =>
        RuleSettings.Read(With(value)).MethodFamily.ShouldBe(family);

    [Theory]
    [InlineData("all")]
    [InlineData("1")]
    public void A_family_that_is_not_known_stops_the_start_and_names_the_key(string value) =>
        Should.Throw<UnusableSettingException>(() => RuleSettings.Read(With(value))).Key.ShouldBe("Rules:MethodFamily");

    private static IConfiguration With(string? value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("Rules:MethodFamily", value)]).Build();
}
