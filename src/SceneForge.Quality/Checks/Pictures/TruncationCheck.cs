using System.Globalization;
using SceneForge.Quality.Checks.Data;
using SceneForge.Sensors.Labels;

namespace SceneForge.Quality.Checks.Pictures;

/// <summary>Truncation, amodal box and amodal pixels fit each other and the image.</summary>
public sealed class TruncationCheck : IPictureCheck
{
    public string Name => "truncation";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return picture.Picture.Objects.Select(label => Of(label, picture.Camera.Width, picture.Camera.Height)).OfType<Violation>().FirstOrDefault();
    }

    // Boxes are tight around pixels: one that leaves the image has a pixel there, and one side of it touches each of its pixels' rows and columns.
    private static Violation? Of(ObjectLabel label, int width, int height)
    {
        Box2 box = label.Amodal;
        string who = $"{label.Name} (id {label.ObjectId})";
        if (label.Visible is { } seen && (seen.XMin < box.XMin || seen.YMin < box.YMin || seen.XMax > box.XMax || seen.YMax > box.YMax))
        {
            return new Violation(1, 0, $"The visible box {seen} of {who} reaches beyond its amodal box {box}.");
        }

        double insideWidth = Math.Max(0, Math.Min(width, box.XMax) - Math.Max(0, box.XMin));
        double insideHeight = Math.Max(0, Math.Min(height, box.YMax) - Math.Max(0, box.YMin));
        double insideArea = insideWidth * insideHeight;
        double area = (box.XMax - box.XMin) * (box.YMax - box.YMin);
        if (label.AmodalPixels > insideArea)
        {
            return new Violation(label.AmodalPixels, insideArea,
                $"{who} alone would have {label.AmodalPixels} pixels in the image; its amodal box has room for {insideArea}.");
        }

        bool leaves = insideArea < area;
        if (leaves != label.Truncation > 0)
        {
            return new Violation(1, 0,
                string.Create(CultureInfo.InvariantCulture, $"{who} is labeled with a truncation of {label.Truncation:0.###}; its amodal box {box} "
                    + $"{(leaves ? "leaves" : "lies in")} the image."));
        }

        // Pixels outside, from the share and the pixels inside, fit into the part of the box outside.
        double outside = label.Truncation < 1 ? label.AmodalPixels * label.Truncation / (1 - label.Truncation) : 0;
        return outside > area - insideArea + 0.5
            ? new Violation(outside, area - insideArea,
                string.Create(CultureInfo.InvariantCulture, $"A truncation of {label.Truncation:0.###} puts {outside:0} pixels of {who} outside "
                    + $"the image; its amodal box has room for {area - insideArea:0} there."))
            : null;
    }
}
