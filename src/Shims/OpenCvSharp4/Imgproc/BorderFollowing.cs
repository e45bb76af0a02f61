namespace OpenCvSharp;

/// <summary>A border between an area and what lies beside it.</summary>
/// <param name="parent">For a hole the area's outer border; for an outer border the hole that it lies in, null at the top.</param>
internal sealed class Border(bool isHole, Border? parent, List<Point> points)
{
    public bool IsHole => isHole;

    public Border? Parent => parent;

    public List<Point> Points => points;
}

/// <summary>Topological analysis of binary images by border following: Suzuki and Abe, CVGIP 30 (1985), algorithm 1.</summary>
internal static class BorderFollowing
{
    // Directions clockwise in the image from the left neighbour on.
    private static readonly (int X, int Y)[] Around = [(-1, 0), (-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1)];

    /// <summary>All borders in the order of their first pixel.</summary>
    public static List<Border> Follow(ReadOnlySpan<byte> pixels, int rows, int cols)
    {
        // A frame of zeros around the image; marks are numbers of borders from 2 on, negative where the pixel to the right is outside.
        int stride = cols + 2;
        int[] marks = new int[stride * (rows + 2)];
        for (int p = 0; p < pixels.Length; p++)
        {
            marks[(p / cols + 1) * stride + p % cols + 1] = pixels[p] == 0 ? 0 : 1;
        }

        int[] steps = [.. Around.Select(d => d.Y * stride + d.X)];
        List<Border> borders = [];
        for (int y = 1; y <= rows; y++)
        {
            int lastMark = 1;
            for (int at = y * stride + 1; at <= y * stride + cols; at++)
            {
                if (marks[at] == 0)
                {
                    continue;
                }

                bool startsOuter = marks[at] == 1 && marks[at - 1] == 0;
                if (startsOuter || (marks[at] >= 1 && marks[at + 1] == 0))
                {
                    lastMark = !startsOuter && marks[at] > 1 ? marks[at] : lastMark;
                    Border? last = lastMark == 1 ? null : borders[lastMark - 2];

                    // The border met last is the parent where one is a hole and the other is not, else both have the same parent.
                    Border? parent = last is null || last.IsHole != !startsOuter ? last : last.Parent;
                    borders.Add(new Border(!startsOuter, parent, Trace(marks, steps, stride, at, startsOuter ? 0 : 4, borders.Count + 2)));
                }

                lastMark = marks[at] != 1 ? Math.Abs(marks[at]) : lastMark;
            }
        }

        return borders;
    }

    // Steps 3.1 to 3.5; `outside` is the direction of the zero pixel that the border begins at.
    private static List<Point> Trace(int[] marks, int[] steps, int stride, int start, int outside, int mark)
    {
        List<Point> points = [];
        int first = Enumerable.Range(0, 8).Select(i => (outside + i) % 8).FirstOrDefault(d => marks[start + steps[d]] != 0, -1);
        if (first < 0)
        {
            marks[start] = -mark;
            return [PointAt(start)];
        }

        int at = start;
        int from = first;
        while (true)
        {
            points.Add(PointAt(at));
            bool sawRight = false;
            int direction = from;
            do
            {
                direction = (direction + 7) % 8;
                sawRight |= direction == 4 && marks[at + steps[direction]] == 0;
            }
            while (marks[at + steps[direction]] == 0);

            marks[at] = sawRight ? -mark : marks[at] == 1 ? mark : marks[at];
            int next = at + steps[direction];
            if (next == start && at == start + steps[first])
            {
                return points;
            }

            at = next;
            from = (direction + 4) % 8;
        }

        Point PointAt(int index) => new(index % stride - 1, index / stride - 1);
    }
}
