namespace SceneForge.Packaging.Coco;

/// <summary>Turns rows into columns, tile by tile so that both sides stay in the first-level cache.</summary>
internal static class Transpose
{
    private const int Tile = 32;

    /// <param name="rows">width x height values, row by row.</param>
    /// <returns>The same values, column by column.</returns>
    public static ushort[] Of(ReadOnlySpan<ushort> rows, int width, int height)
    {
        ushort[] columns = new ushort[checked(width * height)];
        for (int top = 0; top < height; top += Tile)
        {
            int bottom = Math.Min(top + Tile, height);
            for (int left = 0; left < width; left += Tile)
            {
                int right = Math.Min(left + Tile, width);
                for (int y = top; y < bottom; y++)
                {
                    ReadOnlySpan<ushort> row = rows.Slice(y * width, width);
                    for (int x = left; x < right; x++)
                    {
                        columns[x * height + y] = row[x];
                    }
                }
            }
        }

        return columns;
    }
}
