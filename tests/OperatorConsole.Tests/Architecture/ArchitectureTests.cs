using Data;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.Architecture;

/// <summary>How the house is built.</summary>
public sealed class ArchitectureTests
{
    private static readonly System.Reflection.Assembly Console = typeof(ConsoleHost).Assembly;

    [Fact]
    public void No_feature_uses_another() =>
        Rules.FeaturesThatUseAnother(Console.GetTypes(), "OperatorConsole.Features").Distinct().ShouldBeEmpty();

    [Fact]
    public void What_features_stand_on_uses_none_of_them()
    {
        var below = Console.GetTypes().Where(type => type.Namespace is { } name
            && (name.StartsWith("OperatorConsole.Shell", StringComparison.Ordinal) || name.StartsWith("OperatorConsole.Issuing", StringComparison.Ordinal)));
        below.SelectMany(type => Uses.Of(type).Select(used => (type, used)))
            .Where(use => use.used.Namespace?.StartsWith("OperatorConsole.Features", StringComparison.Ordinal) == true)
            .Select(use => $"{use.type.FullName} uses {use.used.FullName}").ShouldBeEmpty();
    }

    [Fact]
    public void The_library_stands_on_the_framework_and_its_cryptography_alone() =>
        Rules.ReferencesBeyond(typeof(Licensing.Dictation.Groups).Assembly, "BouncyCastle.Cryptography", "jose-jwt").ShouldBeEmpty();

    [Fact]
    public void The_customers_program_knows_the_library_alone() =>
        Rules.ReferencesBeyond(typeof(LicenseClient.Conversation).Assembly, "Licensing", "System.CommandLine").ShouldBeEmpty();

    [Fact]
    public void The_schema_does_not_know_the_console()
    {
        var references = typeof(CenterDb).Assembly.GetReferencedAssemblies().Select(referenced => referenced.Name).ToList();
        references.ShouldContain("Licensing");
        references.ShouldNotContain("OperatorConsole");
        references.ShouldNotContain("Microsoft.AspNetCore.Components");
        Console.GetReferencedAssemblies().Select(referenced => referenced.Name).ShouldNotContain("license-client");
    }

    [Fact]
    public void No_component_holds_a_context()
    {
        Rules.ComponentsThatHoldAContext(Console.GetTypes()).ShouldBeEmpty();
        Console.GetTypes().Count(type => typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type)).ShouldBeGreaterThan(20);
    }

    [Fact]
    public void A_use_case_is_sealed_and_alone_in_a_file_of_its_name()
    {
        var useCases = UseCases();
        useCases.Count.ShouldBeGreaterThan(12);
        Rules.UseCasesOutOfPlace(useCases, SourceFiles.All(".cs")).ShouldBeEmpty();
    }

    [Fact]
    public void No_file_is_longer_than_four_hundred_lines()
    {
        var files = SourceFiles.All(".cs", ".razor", ".js");
        files.Count.ShouldBeGreaterThan(150);
        Rules.FilesLongerThan(400, files).ShouldBeEmpty();
    }

    internal static List<Type> UseCases() =>
    [
        .. Console.GetTypes().Where(type => type.Namespace?.StartsWith("OperatorConsole.Features.", StringComparison.Ordinal) == true
            && type.GetMethods().Any(act => act.Name == "RunAsync" && act.GetParameters().Any(parameter => parameter.ParameterType == typeof(Acting)))),
    ];
}
