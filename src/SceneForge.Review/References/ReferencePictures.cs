using SceneForge.Frames.Pictures;
using SceneForge.Base.Input;

namespace SceneForge.Review.References;

/// <summary>A picture of the user's own.</summary>
/// <param name="Name">Name of its file, for people.</param>
/// <param name="Brightness">Mean luma (Rec. 709 weights on sRGB values), 0 to 1; null until it was measured, and where it cannot be.</param>
internal sealed record ReferencePicture(string Name, int Width, int Height, double? Brightness);

/// <summary>
/// A folder of the user's own real pictures, shown beside simulated ones. They are found by their number in a list that is made once; links are
/// not followed, and a file must look like a picture both when it is listed and when it is sent.
/// </summary>
internal sealed class ReferencePictures
{
    public const long MostBytes = 32 << 20;

    // A small file can claim to be a huge picture.
    private const long MostPixels = 64_000_000;
    private const int MostPictures = 2_000;
    private const int HeadBytes = 256 << 10;
    private const int MostFolders = 8;

    private readonly string _folder;
    private readonly string[] _paths;
    private readonly ReferencePicture[] _pictures;

    /// <exception cref="InputException">There is no such folder, or no picture in it.</exception>
    public ReferencePictures(string folder)
    {
        // The folder itself may be a link: whoever starts the server chose it.
        _folder = Path.GetFullPath(Directory.Exists(folder) ? Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName
            ?? folder : throw Fail(folder, "The folder of reference pictures does not exist."));
        EnumerationOptions plain = new() { RecurseSubdirectories = true, MaxRecursionDepth = MostFolders, IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System };
        string[] files = [.. Directory.EnumerateFiles(_folder, "*", plain).Order(StringComparer.Ordinal)];
        List<(string Path, ReferencePicture Picture)> found = [];
        foreach (string path in files)
        {
            if (found.Count < MostPictures && Head(path) is { } head)
            {
                found.Add((path, new ReferencePicture(Path.GetFileName(path), head.Width, head.Height, null)));
            }
        }

        _paths = [.. found.Select(f => f.Path)];
        _pictures = [.. found.Select(f => f.Picture)];
        LeftOut = files.Length - found.Count;
        if (_pictures.Length == 0)
        {
            throw Fail(folder,
                $"There is no PNG, JPEG or WebP picture of at most {MostBytes >> 20} MiB and {MostPixels / 1_000_000} million pixels in the folder "
                    + "of reference pictures.");
        }
    }

    /// <summary>Files that are no pictures, or are too large or too many.</summary>
    public int LeftOut { get; }

    public IReadOnlyList<ReferencePicture> All => _pictures;

    /// <summary>Bytes and type of a picture; null where there is none of that number, or its file is no picture any more.</summary>
    public (byte[] Bytes, string Type)? Read(int number)
    {
        if (number < 0 || number >= _paths.Length || LeadsOut(_paths[number]))
        {
            return null;
        }

        try
        {
            using FileStream file = new(_paths[number], FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > MostBytes)
            {
                return null;
            }

            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return PictureHead.Read(bytes) is { } head && IsFit(head) ? (bytes, head.Type) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Measures how bright each picture is.</summary>
    public void Measure(CancellationToken stop)
    {
        for (int i = 0; i < _pictures.Length && !stop.IsCancellationRequested; i++)
        {
            if (Read(i) is not var (bytes, _))
            {
                continue;
            }

            try
            {
                _pictures[i] = _pictures[i] with { Brightness = Brightness(PictureFile.ReadRgb8(bytes, _paths[i], out _, out _)) };
            }
            catch (InputException)
            {
                // A kind that the browser may know and the decoder here does not: shown, but in no order of brightness.
            }
        }
    }

    /// <param name="rgb">3 bytes a pixel.</param>
    private static double Brightness(byte[] rgb)
    {
        double sum = 0;
        for (int i = 0; i < rgb.Length; i += 3)
        {
            sum += 0.2126 * rgb[i] + 0.7152 * rgb[i + 1] + 0.0722 * rgb[i + 2];
        }

        return sum / (255.0 * (rgb.Length / 3));
    }

    private static bool IsFit(PictureHead head) => (long)head.Width * head.Height <= MostPixels;

    private static PictureHead? Head(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            byte[] start = new byte[(int)Math.Min(HeadBytes, file.Length)];
            file.ReadExactly(start);
            return file.Length <= MostBytes && PictureHead.Read(start) is { } head && IsFit(head) ? head : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A file or folder that became a link since it was listed.
    private bool LeadsOut(string path)
    {
        for (string? at = path; at is not null && at.Length > _folder.Length; at = Path.GetDirectoryName(at))
        {
            if (new FileInfo(at).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static InputException Fail(string folder, string message) =>
        new(new InputError(folder, 0, 0, "", message, "Name a folder of PNG or JPEG pictures with --reference."));
}
