using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Source;
using SceneForge.Base.Input;
using SceneForge.Sensors.Cameras;

namespace SceneForge.Packaging.Pictures;

/// <summary>
/// What formats do whose readers take every picture for a pinhole's of one instant: cameras with a lens or a rolling shutter are refused, unless
/// they are asked for as they are. No reader of such a package could tell that its boxes and points lie beside what the picture shows.
/// </summary>
/// <param name="option">Setting that asks: <c>kitti.lens</c>.</param>
/// <param name="format">Name for people.</param>
internal sealed class PinholePictures(string option, string format)
{
    /// <summary>Value of the setting that takes pictures as they are.</summary>
    public const string AsIs = "as-is";

    /// <summary>Value of the setting where nothing is said.</summary>
    public const string Refuse = "refuse";

    /// <summary>The setting of one format.</summary>
    public static PackageOption Setting(string name) => new(name, $"{Refuse} or {AsIs}", v => v is Refuse or AsIs);

    /// <exception cref="InputException">A camera is no pinhole with a global shutter, and the plan does not ask for it as it is.</exception>
    public void Require(SourceSequence sequence, PackagePlan plan)
    {
        if (plan.Options.GetValueOrDefault(option) == AsIs)
        {
            return;
        }

        InputError[] errors = [.. sequence.Tables.Rig.Cameras.Index().Where(c => !c.Item.CanBeRasterized).Select(c => new InputError(
            sequence.Tables.PathOf(DatasetLayout.RigFile), 0, 0, $"/cameras/{c.Index}",
            $"{c.Item.Name} has {Describe(c.Item)}: readers of {format} take every picture for a pinhole's of one instant, "
                + "so boxes and points would lie beside what it shows.",
            "Package a format that carries lenses and shutters (openlabel, webdataset, mcap, ros2), or "
                + $"say --option {option}={AsIs} to take the pictures as they are."))];
        if (errors.Length > 0)
        {
            throw new InputException(errors);
        }
    }

    /// <summary>Counts pictures that are taken as they are.</summary>
    public static void Count(CameraSensor camera, Output.DroppedLabels dropped)
    {
        dropped.Add("lenses: readers take the pinhole part alone; the model stands beside it", camera.Model.Lens is null ? 0 : 1);
        dropped.Add("rolling shutters: readers take each picture as of one instant; the rows' times stand beside it", camera.Shutter.IsRolling
            ? 1
            : 0);
    }

    private static string Describe(CameraSensor camera)
    {
        string lens = camera.Model.Lens is { } bent ? $"a {bent.Name} lens" : "";
        return !camera.Shutter.IsRolling ? lens : lens.Length == 0 ? "a rolling shutter" : $"{lens} and a rolling shutter";
    }
}
