using System.Numerics;
using CsCheck;
using Licensing.Dictation;
using Licensing.Kits;

namespace Licensing.Tests.Dictation;

public sealed class PhoneAnswerTests
{
    private static readonly PhoneSigningKey Key = PhoneSigningKey.FromHex("F61149ACFA7FAA6479049B9DD3F1271B24689BCBDC513A25A1400F76");
    private static readonly BigInteger Order = BigInteger.Parse("0FFFFFFFFFFFFFFFFFFFFFFFFFFFF16A2E0B8F03E13DD29455C5C2A3D", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    private static readonly Gen<string> Statement = Gen.Select(Any.Kit, Any.Dictation, (kit, groups) => PhoneStatement.For(kit, groups.AsSpan(0, 16)));

    [Fact]
    public void Every_answer_verifies_for_its_statement_and_is_read_back_from_its_digits() =>
        Statement.Sample(statement =>
        {
            var answer = Key.Sign(statement);
            Key.Public.Verifies(statement, answer).ShouldBeTrue();
            answer.AllGroups[0].ShouldBeLessThanOrEqualTo(829);
            answer.ToDigits().Length.ShouldBe(135);
            PhoneAnswer.FromDigits(answer.ToDigits()).AllGroups.ShouldBe(answer.AllGroups);
            PhoneAnswer.FromGroups([.. Enumerable.Range(1, Groups.AnswerLines).SelectMany(answer.Line)]).AllGroups.ShouldBe(answer.AllGroups);
        }, iter: 100);

    [Fact]
    public void Every_single_changed_group_breaks_the_signature() =>
        Gen.Select(Statement, Gen.Int[1, 996].Array[45]).Sample((statement, changes) =>
        {
            var groups = Key.Sign(statement).AllGroups.ToArray();
            for (var position = 1; position <= groups.Length; position++)
            {
                var changed = groups.With(position, (groups[position - 1] + changes[position - 1]) % Groups.Modulus);
                Key.Public.Verifies(statement, PhoneAnswer.FromGroups(changed)).ShouldBeFalse();
            }
        }, iter: 12);

    [Fact]
    public void The_same_statement_always_gets_the_same_answer_and_another_one_another() =>
        Gen.Select(Statement, Statement).Where((one, other) => one != other).Sample((one, other) =>
        {
            var again = PhoneSigningKey.FromHex(Key.ToHex());
            again.Sign(one).ToDigits().ShouldBe(Key.Sign(one).ToDigits());
            Key.Sign(other).ToDigits().ShouldNotBe(Key.Sign(one).ToDigits());
            Key.Public.Verifies(other, Key.Sign(one)).ShouldBeFalse();
        }, iter: 50);

    [Fact]
    public void An_answer_for_one_kit_or_one_changed_request_group_verifies_for_no_other() =>
        Gen.Select(Any.Kit, Any.Kit, Any.Dictation, Gen.Int[1, 16], Gen.Int[1, 996]).Where((kit, other, _, _, _) => kit != other)
            .Sample((kit, other, groups, position, change) =>
            {
                var request = groups[..16];
                var answer = Key.Sign(PhoneStatement.For(kit, request));
                Key.Public.Verifies(PhoneStatement.For(other, request), answer).ShouldBeFalse();
                var changed = request.With(position, (request[position - 1] + change) % Groups.Modulus);
                Key.Public.Verifies(PhoneStatement.For(kit, changed), answer).ShouldBeFalse();
            }, iter: 50);

    [Fact]
    public void Another_key_neither_gives_nor_verifies_the_same_answer()
    {
        var other = PhoneSigningKey.Create();
        var statement = PhoneStatement.For(KitNumber.FromBody("07531250"), new int[16]);

        other.Public.Verifies(statement, Key.Sign(statement)).ShouldBeFalse();
        other.Sign(statement).ToDigits().ShouldNotBe(Key.Sign(statement).ToDigits());
        PhoneSigningKey.FromHex(other.ToHex()).Sign(statement).ToDigits().ShouldBe(other.Sign(statement).ToDigits());
        PhoneVerificationKey.FromSpki(other.Public.ToSpki()).Verifies(statement, other.Sign(statement)).ShouldBeTrue();
    }

    [Fact]
    public void A_number_of_449_bits_is_refused_even_where_its_lower_bits_are_a_right_signature()
    {
        // Less than 997^45 with 2^448 more: possible for a fifth of all answers.
        var statements = Enumerable.Range(0, 200).Select(i => PhoneStatement.For(KitNumber.FromBody("07531250"), [i, .. new int[15]]));
        var tried = 0;
        foreach (var statement in statements)
        {
            var raised = Number(Key.Sign(statement)) + BigInteger.Pow(2, 448);
            if (raised < BigInteger.Pow(Groups.Modulus, 45))
            {
                tried++;
                Key.Public.Verifies(statement, Answer(raised)).ShouldBeFalse();
            }
        }

        tried.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Halves_outside_1_to_the_order_less_one_are_refused()
    {
        var statement = PhoneStatement.For(KitNumber.FromBody("07531250"), new int[16]);
        var number = Number(Key.Sign(statement));
        var (r, s) = (number >> 224, number & (BigInteger.Pow(2, 224) - 1));
        BigInteger[] impossible = [0, Order, Order + 1, BigInteger.Pow(2, 224) - 1];

        Key.Public.Verifies(statement, Answer((r << 224) + s)).ShouldBeTrue();
        foreach (var half in impossible)
        {
            Key.Public.Verifies(statement, Answer((half << 224) + s)).ShouldBeFalse();
            Key.Public.Verifies(statement, Answer((r << 224) + half)).ShouldBeFalse();
        }
    }

    [Fact]
    public void What_is_not_45_groups_up_to_996_is_no_answer()
    {
        Should.Throw<FormatException>(() => PhoneAnswer.FromGroups(new int[44]));
        Should.Throw<FormatException>(() => PhoneAnswer.FromGroups(new int[45].With(45, 997)));
        Should.Throw<FormatException>(() => PhoneAnswer.FromGroups(new int[45].With(1, -1)));
        Should.Throw<FormatException>(() => PhoneAnswer.FromDigits(new string('0', 134)));
        Should.Throw<FormatException>(() => PhoneAnswer.FromDigits("ten"));
    }

    private static BigInteger Number(PhoneAnswer answer) =>
        answer.AllGroups.Aggregate(BigInteger.Zero, (number, group) => (number * Groups.Modulus) + group);

    private static PhoneAnswer Answer(BigInteger number)
    {
        var groups = new int[Groups.AnswerLength];
        for (var i = groups.Length - 1; i >= 0; i--)
        {
            groups[i] = (int)(number % Groups.Modulus);
            number /= Groups.Modulus;
        }

        number.ShouldBe(BigInteger.Zero);
        return PhoneAnswer.FromGroups(groups);
    }
}
