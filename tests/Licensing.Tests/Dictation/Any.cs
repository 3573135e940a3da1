using CsCheck;
using Licensing.Acquisitions;
using Licensing.Computers;
using Licensing.Dictation;
using Licensing.Kits;

namespace Licensing.Tests.Dictation;

/// <summary>What the properties are tried on.</summary>
internal static class Any
{
    internal const long LargestBits = (1L << Licensing.Computers.Sketch.FilterSize) - 1;
    internal const int LargestOwner = (Groups.Modulus * Groups.Modulus) - 1;

    internal static readonly Gen<int> Group = WithEnds(Groups.Modulus - 1);

    internal static readonly Gen<KitNumber> Kit = Gen.Char['0', '9'].Array[8, 9].Select(body => KitNumber.FromBody(new string(body)));

    internal static readonly Gen<PinCode> Pin = Gen.Select(Gen.Int[0, 995], Group, Group, Group, (a, b, c, d) => (int[])[a, b, c, d])
        .Where(g => g.Distinct().Count() > 1).Select(PinOf);

    internal static readonly Gen<Sketch> Sketch = Gen.Select(
        WithEnds(9), Group, Group, WithEnds(Licensing.Computers.Sketch.HighestRam),
        Gen.Frequency((1, Gen.Const(0L)), (1, Gen.Const(LargestBits)), (8, Gen.Long[0, LargestBits])),
        (cpu, os, board, ram, bits) => new Sketch(cpu, os, board, ram, bits));

    /// <summary>Requests with every field at its ends now and then.</summary>
    internal static readonly Gen<RequestCode> Request = Gen.Select(
        Gen.Enum<Operation>(), Pin, Group, WithEnds(LargestOwner), Sketch,
        (operation, pin, link, owner, sketch) => new RequestCode(operation, pin, link, owner, sketch));

    /// <summary>Right dictations: sixteen groups and the check sum.</summary>
    internal static readonly Gen<int[]> Dictation = Request.Select(Dictated);

    internal static int[] Dictated(RequestCode request) => [.. request.ToGroups(), request.CheckSum];

    internal static PinCode PinOf(int[] fourGroups)
    {
        PinCode.Parse(Groups.Digits([.. fourGroups, Checks.Pin(fourGroups)]), out var pin).ShouldBe(PinFault.None);
        return pin;
    }

    internal static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>A copy with one place altered; places count from 1.</summary>
    internal static int[] With(this int[] groups, int position, int value)
    {
        var copy = (int[])groups.Clone();
        copy[position - 1] = value;
        return copy;
    }

    internal static IReadOnlyList<CodeFault> Faults(int[] typed) => RequestCode.Read(typed, out _);

    private static Gen<int> WithEnds(int largest) => Gen.Frequency((1, Gen.Const(0)), (1, Gen.Const(largest)), (8, Gen.Int[0, largest]));
}
