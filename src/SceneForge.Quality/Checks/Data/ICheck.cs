using SceneForge.Quality.Measures;

namespace SceneForge.Quality.Checks.Data;

/// <summary>A named measure against a limit. docs/checks.md gives formula, limit and reason of each.</summary>
public interface ICheck
{
    string Name { get; }

    Severity Severity { get; }

    /// <summary>Why the check cannot run on this machine, with what mends it; null where it can.</summary>
    string? NotRun => null;
}

/// <summary>A measure of one stored picture.</summary>
public interface IPictureCheck : ICheck
{
    /// <summary>The worst violation in a picture, or null.</summary>
    Violation? Find(PictureData picture);
}

/// <summary>A measure of a stored picture's brightness, which OpenCV takes.</summary>
public interface ILumaCheck : ICheck
{
    string? ICheck.NotRun => OpenCvLibrary.Problem;

    /// <summary>The worst violation in a picture, or null.</summary>
    /// <param name="luma">Of the picture.</param>
    Violation? Find(PictureData picture, PictureLuma luma);
}

/// <summary>A measure of one stored sweep.</summary>
public interface ISweepCheck : ICheck
{
    /// <summary>The worst violation in a sweep, or null.</summary>
    Violation? Find(SweepData sweep);
}

/// <summary>A measure of the world as one stored frame shows it.</summary>
public interface IFrameCheck : ICheck
{
    /// <summary>The worst violation in a frame, or null.</summary>
    Violation? Find(FrameData frame);
}

/// <summary>A measure over the frames of a stored sequence.</summary>
public interface ISequenceCheck : ICheck
{
    /// <summary>At most one violation a frame and sensor.</summary>
    IEnumerable<SequenceViolation> Find(SequenceData sequence);
}

/// <summary>A value beyond its limit.</summary>
public sealed record Violation(double Measured, double Limit, string Sentence);

/// <summary>A value beyond its limit in one frame of a sequence.</summary>
/// <param name="Sensor">Camera, or <see cref="Finding.NoSensor"/>.</param>
public sealed record SequenceViolation(int Frame, string Sensor, Violation Violation);
