using Data;
using Microsoft.AspNetCore.Components;
using OperatorConsole.Tests.Architecture.Bad.Left;
using OperatorConsole.Tests.Architecture.Bad.Right;

namespace OperatorConsole.Tests.Architecture
{
    /// <summary>Each rule of the house is fed something that breaks it.</summary>
    public sealed class RulesCanFailTests
    {
        private const string Root = "OperatorConsole.Tests.Architecture.Bad";

        [Theory]
        [InlineData(typeof(CallsIt))]
        [InlineData(typeof(AwaitsIt))]
        [InlineData(typeof(NamesIt))]
        [InlineData(typeof(HoldsAList))]
        [InlineData(typeof(DerivesFromIt))]
        [InlineData(typeof(IsMarkedWithIt))]
        [InlineData(typeof(GivesItToALambda))]
        public void However_a_feature_uses_another_it_is_found(Type type) =>
            Rules.FeaturesThatUseAnother([type, .. type.GetNestedTypes(System.Reflection.BindingFlags.NonPublic)], Root)
                .ShouldContain(use => use.StartsWith("Left: ", StringComparison.Ordinal) && use.Contains("Bad.Right", StringComparison.Ordinal));

        [Fact]
        public void A_feature_that_keeps_to_itself_is_left_alone() =>
            Rules.FeaturesThatUseAnother([typeof(KeepsToItself), typeof(Neighbor)], Root).ShouldBeEmpty();

        [Fact]
        public void A_reference_too_many_is_named() =>
            Rules.ReferencesBeyond(typeof(CenterDb).Assembly, "Licensing").ShouldContain("Data refers to Microsoft.EntityFrameworkCore");

        [Fact]
        public void A_component_with_a_context_is_named() =>
            Rules.ComponentsThatHoldAContext([typeof(HoldsAContext)]).ShouldContain(found => found.EndsWith("HoldsAContext.Db", StringComparison.Ordinal));

        [Fact]
        public void A_use_case_out_of_place_is_named()
        {
            var file = Path.Combine("Tests", "Architecture", "Bad", "Left", "OpenAct.cs");
            Rules.UseCasesOutOfPlace([typeof(OpenAct)], [(file, "class OpenAct(")]).ShouldBe(["OpenAct is not sealed"]);
            Rules.UseCasesOutOfPlace([typeof(SealedAct)], [(file, "class SealedAct(")]).ShouldHaveSingleItem().ShouldContain("no file of its name");
            Rules.UseCasesOutOfPlace([typeof(OpenAct), typeof(SealedAct)], [(file, "class OpenAct( class SealedAct(")])
                .ShouldContain(found => found.EndsWith("holds SealedAct too", StringComparison.Ordinal));
        }

        [Fact]
        public void A_long_file_is_named()
        {
            var long_ = string.Concat(Enumerable.Repeat("line\n", 401));
            Rules.FilesLongerThan(400, [("Long.cs", long_), ("Short.cs", long_[..^5])]).ShouldBe(["Long.cs: 401 lines"]);
        }
    }
}

namespace OperatorConsole.Tests.Architecture.Bad.Right
{
    internal class Neighbor
    {
        public static int Count => 1;
    }

    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class MarkAttribute : Attribute;
}

namespace OperatorConsole.Tests.Architecture.Bad.Left
{
    internal sealed class KeepsToItself
    {
        public int Count { get; } = new List<string>().Count;
    }

    internal static class CallsIt
    {
        public static int Count() => Neighbor.Count;
    }

    internal static class AwaitsIt
    {
        public static async Task<int> CountAsync()
        {
            await Task.Yield();
            return Neighbor.Count;
        }
    }

    internal static class NamesIt
    {
        public static string Name() => typeof(Neighbor).Name;
    }

    internal sealed class HoldsAList
    {
        public Dictionary<string, Neighbor[]> Held { get; } = [];
    }

    internal sealed class DerivesFromIt : Neighbor;

    [Mark]
    internal sealed class IsMarkedWithIt;

    internal static class GivesItToALambda
    {
        public static Func<int> Count() => static () => Neighbor.Count;
    }

    internal sealed class HoldsAContext : ComponentBase
    {
        public CenterDb? Db { get; set; }
    }

    public class OpenAct;

    internal sealed class SealedAct;
}
