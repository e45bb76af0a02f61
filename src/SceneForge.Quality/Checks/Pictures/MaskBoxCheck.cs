using System.Globalization;
using SceneForge.Quality.Checks.Data;
using SceneForge.Sensors.Labels;

namespace SceneForge.Quality.Checks.Pictures;

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
        Dictionary<int, MaskExtent> masks = picture.Masks.ToDictionary();
        foreach (ObjectLabel label in picture.Picture.Objects)
        {
            if (masks.Remove(label.ObjectId, out MaskExtent? mask))
            {
                if (label.Visible != mask.Box || label.VisiblePixels != mask.Pixels)
                {
                    return new Violation(Math.Abs(mask.Pixels - label.VisiblePixels), 0,
                        $"{label.Name} (id {label.ObjectId}) is labeled with {label.VisiblePixels} pixels in {label.Visible}; its mask has "
                            + $"{mask.Pixels} in {mask.Box}.");
                }
            }
            else if (label.Visible is not null || label.VisiblePixels != 0)
            {
                return new Violation(label.VisiblePixels, 0,
                    $"{label.Name} (id {label.ObjectId}) is labeled with {label.VisiblePixels} visible pixels, the mask has none.");
            }

            double occlusion = label.AmodalPixels == 0 ? 1 : 1 - (double)label.VisiblePixels / label.AmodalPixels;
            if (Math.Abs(occlusion - label.Occlusion) > Rounding || label.Truncation is < 0 or > 1)
            {
                return new Violation(Math.Abs(occlusion - label.Occlusion), Rounding,
                    string.Create(CultureInfo.InvariantCulture, $"{label.Name} (id {label.ObjectId}) is labeled with occlusion "
                        + $"{label.Occlusion:0.###} and truncation {label.Truncation:0.###}; its pixels give an occlusion of {occlusion:0.###}."));
            }
        }

        if (masks.Count == 0)
        {
            return null;
        }

        int first = masks.Keys.Min();
        return new Violation(masks[first].Pixels, 0, $"Object {first} has {masks[first].Pixels} pixels in the mask and no label.");
    }
}
