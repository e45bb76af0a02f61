using System.Collections.Immutable;
using System.Globalization;

namespace SceneForge.Packaging.Splits;

/// <summary>Shares of the sequences that go into train, val and test; they sum to 1.</summary>
public sealed record SplitRatios(double Train, double Val, double Test)
{
    /// <summary>Names as formats and readers use them.</summary>
    public static readonly ImmutableArray<string> Names = ["train", "val", "test"];

    public static SplitRatios Default { get; } = new(0.8, 0.1, 0.1);

    /// <summary>In the order of <see cref="Names"/>.</summary>
    public ImmutableArray<double> Shares => [Train, Val, Test];

    /// <summary>Reads <c>0.8/0.1/0.1</c>; null where the text is no such thing.</summary>
    public static SplitRatios? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        double[] shares = [.. parts.Select(p => double.TryParse(p, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share)
            ? share : double.NaN)];

        // Ten decimals are as many as people write: 0.3333333333/0.3333333333/0.3333333334.
        return shares.Length == 3 && shares.All(s => s is >= 0 and <= 1)
            && Math.Abs(shares.Sum() - 1) < 1e-9 ? new SplitRatios(shares[0], shares[1], shares[2]) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Train}/{Val}/{Test}");
}
