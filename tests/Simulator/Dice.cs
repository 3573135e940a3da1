namespace Simulator;

/// <summary>Chance that can be repeated: the same seed throws the same.</summary>
/// <param name="seed">The seed.</param>
public sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A number from the least to the most, both included.</summary>
    public int Between(int least, int most) => _random.Next(least, most + 1);

    /// <summary>Whether something happens that happens so often.</summary>
    /// <param name="often">0 to 1.</param>
    public bool Chance(double often) => _random.NextDouble() < often;

    /// <summary>One of several.</summary>
    public T Of<T>(params IReadOnlyList<T> several) => several[_random.Next(several.Count)];

    /// <summary>So many characters out of some.</summary>
    public string Text(int length, string letters = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ") =>
        string.Concat(Enumerable.Range(0, length).Select(_ => letters[_random.Next(letters.Length)]));

    /// <summary>Some time between two spans.</summary>
    public TimeSpan Span(TimeSpan least, TimeSpan most) => least + ((most - least) * _random.NextDouble());

    /// <summary>Some minutes.</summary>
    public TimeSpan Minutes(double least, double most) => Span(TimeSpan.FromMinutes(least), TimeSpan.FromMinutes(most));

    /// <summary>Some days, at some hour.</summary>
    public TimeSpan Days(double least, double most) => Span(TimeSpan.FromDays(least), TimeSpan.FromDays(most));

    /// <summary>Several in another order.</summary>
    public IReadOnlyList<T> Shuffled<T>(IEnumerable<T> several)
    {
        T[] all = [.. several];
        _random.Shuffle(all);
        return all;
    }
}
