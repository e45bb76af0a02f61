namespace SceneForge.Quality.Checks;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Worth a look; the labels are right.</summary>
    Warning,

    /// <summary>The data is wrong: do not use the frame.</summary>
    Critical,
}

/// <summary>What a check found wrong in one frame of one sensor.</summary>
/// <param name="Measured">The worst value found, in the unit of <paramref name="Limit"/>.</param>
/// <param name="Sentence">What was found and where, for people.</param>
public sealed record Finding(string Check, Severity Severity, int Sequence, int Frame, string Sensor, double Measured, double Limit, string Sentence)
{
    public override string ToString() => $"sequence {Sequence}, frame {Frame}, {Sensor}, {Check}: {Sentence}";
}

/// <summary>A measure of one stored picture against a limit. docs/checks.md gives formula, limit and reason of each.</summary>
public interface IPictureCheck
{
    string Name { get; }

    Severity Severity { get; }

    /// <summary>The worst violation in a picture, or null.</summary>
    Violation? Find(PictureData picture);
}

/// <summary>A measure of one stored sweep against a limit.</summary>
public interface ISweepCheck
{
    string Name { get; }

    Severity Severity { get; }

    /// <summary>The worst violation in a sweep, or null.</summary>
    Violation? Find(SweepData sweep);
}

/// <summary>A value beyond its limit.</summary>
public sealed record Violation(double Measured, double Limit, string Sentence);
