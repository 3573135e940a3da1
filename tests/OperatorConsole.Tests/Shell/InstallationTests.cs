using Microsoft.Extensions.Configuration;
using OperatorConsole.Shell.Hosting;

namespace OperatorConsole.Tests.Shell;

public sealed class InstallationTests
{
    [Theory]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:Provider", "1")]
    [InlineData("Database:Provider", null)]
    [InlineData("Data", " ")]
    [InlineData("Demo", "perhaps")]
    [InlineData("Proxies:Trusted:0", "proxy.example")]
    [InlineData("Session:IdleMinutes", "0")]
    [InlineData("Session:AbsoluteHours", "1000")]
    public void A_setting_that_cannot_be_used_is_named(string key, string? value)
    {
        var fault = Should.Throw<UnusableSettingException>(() => Read((key, value)));
        fault.Key.ShouldBe(key);
        fault.Message.ShouldStartWith(key);
    }

    [Fact]
    public void Sql_server_needs_to_be_told_where_it_is() =>
        Should.Throw<UnusableSettingException>(() => Read(("Database:Provider", "SqlServer"))).Key.ShouldBe("ConnectionStrings:Center");

    [Fact]
    public void A_directory_that_cannot_be_made_is_named()
    {
        var file = Path.GetTempFileName();
        Should.Throw<UnusableSettingException>(() => Read(("Data", Path.Combine(file, "data")))).Key.ShouldBe("Data");
        File.Delete(file);
    }

    [Fact]
    public void The_demo_lies_beside_the_real_data()
    {
        var real = Read();
        Read(("Demo", "true")).Directory.ShouldBe(Path.Combine(real.Directory, "demo"));
        real.ConnectionString.ShouldContain(Path.Combine(real.Directory, "center.db"));
    }

    [Fact]
    public void A_relative_directory_is_taken_against_the_content_root_not_the_working_directory()
    {
        var root = Directory.CreateTempSubdirectory("root-").FullName;
        Installation.Read(Settings(("Data", "kept/here")), root).Directory.ShouldBe(Path.Combine(root, "kept", "here"));
        Directory.Delete(root, recursive: true);
    }

    private static Installation Read(params (string Key, string? Value)[] changes) => Installation.Read(Settings(changes), AppContext.BaseDirectory);

    private static IConfigurationRoot Settings(params (string Key, string? Value)[] changes) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Data"] = Path.Combine(Path.GetTempPath(), "installation-tests"),
                ["Database:Provider"] = "Sqlite",
            })
            .AddInMemoryCollection(changes.Select(change => KeyValuePair.Create(change.Key, change.Value)))
            .Build();
}
