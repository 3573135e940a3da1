using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using OperatorConsole.Tests.Mail.Running;

namespace OperatorConsole.Tests.Mail;

/// <summary>What mail must survive has forty-five numbers; a test says which of them it holds by its name.</summary>
public sealed partial class CaseNumbersTests
{
    private const int Cases = 45;

    [Fact]
    public void Every_case_is_held_by_a_test_and_no_test_names_another()
    {
        var held = typeof(CaseNumbersTests).Assembly.GetTypes().Where(type => type.Namespace == typeof(CaseNumbersTests).Namespace)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Where(method => method.GetCustomAttributes().OfType<FactAttribute>().Any(fact => fact.Skip is null))
            .SelectMany(method => NumbersOf(method.Name));
        held.Distinct().Order().ShouldBe(Enumerable.Range(1, Cases));
    }

    [Fact]
    public void Without_a_mail_server_on_the_machine_every_case_is_held_but_the_one_about_idle()
    {
        var held = typeof(CaseNumbersTests).Assembly.GetTypes().Where(type => type.Namespace == typeof(CaseNumbersTests).Namespace && type.GetCustomAttribute<CollectionAttribute>()?.Name != nameof(WithDovecot))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Where(method => method.GetCustomAttributes().OfType<FactAttribute>().Any())
            .SelectMany(method => NumbersOf(method.Name));
        held.Distinct().Order().ShouldBe(Enumerable.Range(1, Cases).Except([14]));
    }

    [Theory]
    [InlineData("Case_07_a_mail", new[] { 7 })]
    [InlineData("Cases_09_16_23_a_robot_of_5_kinds", new[] { 9, 16, 23 })]
    [InlineData("A_case_07", new int[0])]
    public void A_name_says_its_numbers_first(string name, int[] numbers) => NumbersOf(name).ShouldBe(numbers);

    private static IEnumerable<int> NumbersOf(string name) =>
        Numbers().Match(name) is { Success: true } match ? match.Groups["number"].Captures.Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture)) : [];

    [GeneratedRegex(@"^Cases?_(?:(?<number>\d\d)_)+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
