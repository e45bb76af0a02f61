namespace SceneForge.Tests.Support;

/// <summary>Reasons about which pixels lie away from edges.</summary>
internal static class PictureMap
{
    /// <summary>Whether a pixel and its eight neighbours all show the same; pixels at the image's border count as edges.</summary>
    public static bool IsInner(int[] ids, int width, int height, int x, int y)
    {
        if (x < 1 || y < 1 || x >= width - 1 || y >= height - 1)
        {
            return false;
        }

        for (int j = -1; j <= 1; j++)
        {
            for (int i = -1; i <= 1; i++)
            {
                if (ids[(y + j) * width + x + i] != ids[y * width + x])
                {
                    return false;
                }
            }
        }

        return true;
    }
}
