using SceneForge.Sensors.Labels;

namespace SceneForge.Quality.Checks;

/// <summary>Visible boxes, pixel counts and occlusion are exactly those of the instance mask.</summary>
public sealed class MaskBoxCheck : IPictureCheck
{
    // Occlusion is one division of stored whole numbers.
    private const double Rounding = 1e-9;

    public string Name => "mask_box";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        SortedDictionary<int, Extent> masks = Measure(picture);
        foreach (ObjectLabel label in picture.Picture.Objects)
        {
            if (masks.Remove(label.ObjectId, out Extent? mask))
            {
                if (label.Visible != mask.Box || label.VisiblePixels != mask.Pixels)
                {
                    return new Violation(Math.Abs(mask.Pixels - label.VisiblePixels), 0, $"{label.Name} (id {label.ObjectId}) is labeled with {label.VisiblePixels} pixels in {label.Visible}; its mask has {mask.Pixels} in {mask.Box}.");
                }
            }
            else if (label.Visible is not null || label.VisiblePixels != 0)
            {
                return new Violation(label.VisiblePixels, 0, $"{label.Name} (id {label.ObjectId}) is labeled with {label.VisiblePixels} visible pixels, the mask has none.");
            }

            double occlusion = label.AmodalPixels == 0 ? 1 : 1 - (double)label.VisiblePixels / label.AmodalPixels;
            if (Math.Abs(occlusion - label.Occlusion) > Rounding || label.Truncation is < 0 or > 1)
            {
                return new Violation(Math.Abs(occlusion - label.Occlusion), Rounding, FormattableString.Invariant($"{label.Name} (id {label.ObjectId}) is labeled with occlusion {label.Occlusion:0.###} and truncation {label.Truncation:0.###}; its pixels give an occlusion of {occlusion:0.###}."));
            }
        }

        return masks.Count == 0 ? null : new Violation(masks.Values.First().Pixels, 0, $"Object {masks.Keys.First()} has {masks.Values.First().Pixels} pixels in the mask and no label.");
    }

    private static SortedDictionary<int, Extent> Measure(PictureData picture)
    {
        SortedDictionary<int, Extent> found = [];
        int width = picture.Camera.Width;
        Extent? last = null;
        int lastId = 0;
        for (int p = 0; p < picture.Instance.Length; p++)
        {
            int id = picture.Instance[p];
            if (id == 0)
            {
                continue;
            }

            if (id != lastId && !found.TryGetValue(id, out last))
            {
                found[id] = last = new Extent();
            }

            lastId = id;
            last!.Add(p % width, p / width);
        }

        return found;
    }

    private sealed class Extent
    {
        private int _xMin = int.MaxValue;
        private int _yMin = int.MaxValue;
        private int _xMax = -1;
        private int _yMax = -1;

        public int Pixels { get; private set; }

        public Box2 Box => new(_xMin, _yMin, _xMax + 1, _yMax + 1);

        public void Add(int x, int y)
        {
            _xMin = Math.Min(_xMin, x);
            _yMin = Math.Min(_yMin, y);
            _xMax = Math.Max(_xMax, x);
            _yMax = Math.Max(_yMax, y);
            Pixels++;
        }
    }
}
