namespace SceneForge.Quality.Checks.Data;

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
    /// <summary>Stands for a sensor's name where the finding is about the frame as a whole.</summary>
    public const string NoSensor = "frame";

    public override string ToString() => $"sequence {Sequence}, frame {Frame}, {Sensor}, {Check}: {Sentence}";
}
