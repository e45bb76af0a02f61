namespace ILGPU;

public interface IIndex;

/// <summary>A 32-bit index.</summary>
public readonly struct Index1D(int x) : IIndex
{
    public int X { get; } = x;

    public static implicit operator Index1D(int idx) => new(idx);

    public static implicit operator int(Index1D idx) => idx.X;
}
