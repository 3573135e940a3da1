using Licensing.Dictation;

namespace Licensing.Tests.Dictation;

public sealed class GroupCostTests
{
    [Theory]
    [InlineData(HeardIn.Mixed)]
    [InlineData(HeardIn.English)]
    [InlineData(HeardIn.Russian)]
    public void The_cost_is_symmetric_at_most_100_and_0_for_the_same_group_alone(HeardIn language)
    {
        var wrong = new List<string>();
        for (var a = 0; a < 1_000; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var cost = GroupCost.Of(a, b, language);
                if (cost != GroupCost.Of(b, a, language) || cost > GroupCost.Largest || (cost == 0) != (a == b) || cost < 0)
                {
                    wrong.Add($"{a} {b}: {cost}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_near_in_one_language_is_as_near_in_both_together()
    {
        for (var a = 0; a < Groups.Modulus; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var both = GroupCost.Of(a, b);
                if (both > GroupCost.Of(a, b, HeardIn.English) || both > GroupCost.Of(a, b, HeardIn.Russian))
                {
                    Assert.Fail($"{a} {b}");
                }
            }
        }
    }

    [Theory]
    [InlineData("a repeated digit heard on the other side", 227, 277, 28)]
    [InlineData("neighbours swapped", 135, 315, 30)]
    [InlineData("neighbours swapped", 135, 153, 30)]
    [InlineData("outer digits swapped", 135, 531, 48)]
    [InlineData("teen for ty at the end", 813, 830, 30)]
    [InlineData("teen for ty in front", 158, 508, 30)]
    [InlineData("a twin for another", 446, 886, 70)]
    [InlineData("all digits rotated", 248, 482, 60)]
    [InlineData("a digit not alike", 300, 307, 38)]
    [InlineData("nothing in common", 123, 980, 100)]
    public void Each_confusion_has_its_cost(string confusion, int a, int b, int cost) =>
        GroupCost.Of(a, b).ShouldBe(cost, confusion);

    [Theory]
    [InlineData(HeardIn.English, 5, 9, 20)]
    [InlineData(HeardIn.Russian, 5, 9, 22)]
    [InlineData(HeardIn.English, 7, 8, 33)]
    [InlineData(HeardIn.Russian, 7, 8, 22)]
    [InlineData(HeardIn.Mixed, 7, 8, 22)]
    [InlineData(HeardIn.English, 1, 9, 28)]
    [InlineData(HeardIn.Russian, 1, 9, 38)]
    public void Digits_sound_alike_in_their_own_language(HeardIn language, int a, int b, int cost) =>
        GroupCost.Of(a, b, language).ShouldBe(cost);
}
