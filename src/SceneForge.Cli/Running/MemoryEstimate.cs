using System.Globalization;
using SceneForge.Base.Input;
using SceneForge.Sensors.Cameras;

namespace SceneForge.Cli.Running;

/// <summary>What a run will at least take of the machine's memory, so that one that cannot fit is refused before it is begun.</summary>
internal static class MemoryEstimate
{
    // The street, its ray caster's trees and the program itself, bytes.
    private const long Base = 500L << 20;

    // A picture under way, bytes a pixel: colour, depth, segment, class, object, normal and flow, and their encoded forms.
    private const long PictureBytes = 3 + 4 + 2 + 1 + 2 + 12 + 8 + 8;

    // What a renderer keeps of its largest picture, bytes a pixel: visibility at half pixels, shading targets, buffers for reading back.
    private const long RendererBytes = 120;

    /// <param name="underWay">Pictures that are rendered, labeled or encoded at once.</param>
    public static long Bytes(IEnumerable<CameraSensor> cameras, int underWay)
    {
        long largest = cameras.Select(c => (long)c.Model.Width * c.Model.Height).DefaultIfEmpty(0).Max();
        return Base + largest * (RendererBytes + underWay * PictureBytes);
    }

    /// <exception cref="InputException">There is less memory than that.</exception>
    public static void Require(string rigFile, IEnumerable<CameraSensor> cameras, int underWay)
    {
        long needed = Bytes(cameras, underWay);
        // Limits of containers and of the runtime count.
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > available)
        {
            throw new InputException(new InputError(
                rigFile,
                0,
                0,
                "/cameras",
                string.Create(CultureInfo.InvariantCulture,
                    $"Pictures of this size, {underWay} of them under way at once, take {Gigabytes(needed)} of memory; {Gigabytes(available)} may "
                        + $"be used."),
                "Make the pictures smaller, run fewer --jobs, or give more memory."));
        }
    }

    private static string Gigabytes(long bytes) => (bytes / (double)(1L << 30)).ToString("0.0", CultureInfo.InvariantCulture) + " GiB";
}
