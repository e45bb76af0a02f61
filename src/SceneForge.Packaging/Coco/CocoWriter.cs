using System.Globalization;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Source;
using SceneForge.Quality.Measures;
using SceneForge.Base.Input;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;

namespace SceneForge.Packaging.Coco;

/// <summary>
/// COCO's layout: <c>train/*.png</c>, <c>annotations/instances_train.json</c>, <c>person_keypoints_train.json</c>, <c>panoptic_train.json</c>
/// with <c>panoptic_train/*.png</c>, and the same for the other splits. Ids count from 1 over all splits.
/// </summary>
/// <exception cref="InputException">Outlines are asked for, and OpenCV is missing.</exception>
public sealed class CocoWriter(PackagePlan plan) : IDatasetWriter
{
    public const string FormatName = "coco";

    /// <summary><c>true</c> writes outlines instead of run lengths.</summary>
    public static readonly PackageOption Polygons = new("coco.polygons", "true or false", v => v is "true" or "false");

    private const string Images = "images";
    private const string Instances = "instances";
    private const string KeypointFile = "person_keypoints";
    private const string Panoptic = "panoptic";

    private readonly CocoCategories _categories = new(plan.Source.Dataset.Classes.Select(c =>
        new CocoClass(c.Id, c.Name, c.IsThing, c.Color, c.MapsTo.Coco)));
    private readonly bool _polygons = WantsPolygons(plan);

    public string Name => FormatName;

    public string Carries => "pictures, masks and boxes of what is visible, people's keypoints, panoptic segments";

    public IReadOnlyList<FileKind> Kinds =>
    [
        .. plan.Splits.BySequence.Values.Distinct().Order(StringComparer.Ordinal).SelectMany(split => (FileKind[])[
            new($"pictures-{split}", $"{split}/*.png", "image/png", $"Pictures of {split}"),
            new($"panoptic-{split}", $"{Panoptic}_{split}/*.png", "image/png", $"Panoptic segments of {split}: id = R + 256 G + 65536 B")]),
        new("annotations", "annotations/*.json", "application/json", "COCO's annotation files"),
    ];

    public void Write(SourceSequence sequence, PackageOutput output)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentNullException.ThrowIfNull(output);
        string split = plan.Splits.Of(sequence.Number);
        foreach ((StoredFrame frame, StoredPicture picture, string name, CocoRows rows) in output.Ahead(Pictures(sequence, split, output)))
        {
            Rows(sequence, frame.Frame, picture, name, split, rows, output);
        }

        foreach (StoredFrame frame in Enumerable.Range(0, sequence.FrameCount).Select(sequence.ReadFrame))
        {
            output.Dropped.Add("3D boxes, speeds and poses: no place in COCO", FrameObjects.Of(frame).Count);
            output.Dropped.Add("sweeps: no place in COCO", frame.Lidars.Length);
        }
    }

    public void Finish(PackageOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (string split in plan.Splits.BySequence.Values.Distinct().Order(StringComparer.Ordinal))
        {
            CocoFile file = new(plan, _categories);
            file.Write(output, $"annotations/{Instances}_{split}.json", output.Rows($"{Images}_{split}"), output.Rows($"{Instances}_{split}"),
                CocoFile.Kind.Instances);
            file.Write(output, $"annotations/{KeypointFile}_{split}.json", output.Rows($"{Images}_{split}"), output.Rows($"{KeypointFile}_{split}"),
                CocoFile.Kind.Keypoints);
            file.Write(output, $"annotations/{Panoptic}_{split}.json", output.Rows($"{Images}_{split}"), output.Rows($"{Panoptic}_{split}"),
                CocoFile.Kind.Panoptic);
        }
    }

    /// <summary>The work of each picture: it writes the panoptic picture and gives the rows.</summary>
    private IEnumerable<Func<(StoredFrame Frame, StoredPicture Picture, string Name, CocoRows Rows)>> Pictures(SourceSequence sequence, string split,
        PackageOutput output)
    {
        for (int i = 0; i < sequence.FrameCount; i++)
        {
            StoredFrame frame = sequence.ReadFrame(i);
            foreach (StoredPicture picture in frame.Cameras)
            {
                string name = $"{DatasetLayout.Number(sequence.Number)}_{picture.Camera}_{DatasetLayout.Number(i)}";
                output.CopyImage($"{split}/{name}{Path.GetExtension(picture.Files["rgb"])}", sequence, picture.Files["rgb"]);
                yield return () =>
                {
                    (byte[] panoptic, CocoRows rows) = Masks(sequence, picture, output.Mark);
                    output.WriteHere($"{Panoptic}_{split}/{name}.png", panoptic);
                    return (frame, picture, name, rows);
                };
            }
        }
    }

    internal (byte[] Panoptic, CocoRows Rows) Masks(SourceSequence sequence, StoredPicture picture, SyntheticMark mark)
    {
        ushort[] instance = ChannelFiles.ReadGray16(sequence.ReadBytes(picture.Files["instance"]), picture.Files["instance"], out int width,
            out int height);
        byte[] semantic = ChannelFiles.ReadGray8(sequence.ReadBytes(picture.Files["semantic"]), picture.Files["semantic"], out _, out _);
        Dictionary<int, int> classOf = sequence.Tables.Objects.ToDictionary(o => o.Id, o => o.ClassId);
        try
        {
            CocoParts parts = new(instance, semantic, width, height, id => classOf[id], _categories);
            return (mark.Apply(parts.Encode()), new CocoPicture(_categories, picture, _polygons).Rows(parts.All));
        }
        catch (KeyNotFoundException)
        {
            throw new InputException(new InputError(sequence.Tables.PathOf(picture.Files["instance"]), 0, 0, "",
                "The picture names an object or a class that the tables lack.", "Check the dataset (sceneforge check DIR)."));
        }
    }

    private static void Rows(SourceSequence sequence, int frame, StoredPicture picture, string name, string split, CocoRows rows,
        PackageOutput output)
    {
        CameraModel camera = sequence.Tables.Rig.Cameras.First(c => c.Name == picture.Camera).Model;
        long image = 1 + SplitCount(output, Images);
        string imageName = JsonDocumentWriter.Quote(name + Path.GetExtension(picture.Files["rgb"]));
        output.Rows($"{Images}_{split}").Add(string.Create(CultureInfo.InvariantCulture,
            $"{{\"id\":{image},\"file_name\":{imageName},\"width\":{camera.Width},\"height\":{camera.Height},"
                + $"\"sequence\":{sequence.Number},\"camera\":{JsonDocumentWriter.Quote(picture.Camera)},"
                + $"\"frame\":{frame},\"time_ns\":{picture.TimeNs}}}"));
        foreach (CocoAnnotation annotation in rows.Annotations)
        {
            long id = 1 + SplitCount(output, Instances);
            string row = Line($"{{\"id\":{id},\"image_id\":{image},{annotation.Rest}");
            output.Rows($"{Instances}_{split}").Add(row + "}");
            if (annotation.Keypoints is not null)
            {
                output.Rows($"{KeypointFile}_{split}").Add($"{row},{annotation.Keypoints}}}");
            }
        }

        output.Rows($"{Panoptic}_{split}")
            .Add(Line($"{{\"image_id\":{image},\"file_name\":{JsonDocumentWriter.Quote(name + ".png")},\"segments_info\":{rows.Segments}}}"));
        output.Dropped.Add("objects of which no pixel is visible: COCO annotates what is seen", picture.Objects.Count(o => o.VisiblePixels == 0));
        output.Dropped.Add("pictures of depth, normals, flow and segments: no place in COCO", picture.Files.Count - 3);
        output.Dropped.Add(
            "places of keypoints outside of the image: COCO writes zeros", picture.Objects.Where(o => o.VisiblePixels > 0)
                .Sum(o => o.Keypoints.Count(k => k.Visibility == 0)));
    }

    private static long SplitCount(PackageOutput output, string table) =>
        Splits.SplitRatios.Names.Sum(split => output.Rows($"{table}_{split}").Count);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static bool WantsPolygons(PackagePlan plan)
    {
        bool wants = plan.Options.GetValueOrDefault(Polygons.Name) == "true";
        return wants && OpenCvLibrary.Problem is { } problem
            ? throw new InputException(new InputError($"--option {Polygons.Name}=true", 0, 0, "", "Outlines of masks need OpenCV.", problem))
            : wants;
    }
}
