namespace SceneForge.Scenarios.Sampled;

/// <summary>A promise of the spec, checked on the simulated variation; a draw that breaks it is drawn again.</summary>
/// <param name="Pointer">JSON pointer of the clause, which names it in reports.</param>
public abstract record Requirement(string Pointer)
{
    /// <summary>Distance in the ground plane between two bodies' outlines, in metres.</summary>
    public sealed record Distance(string Pointer, string From, string To, Moment At, double Min, double Max) : Requirement(Pointer);

    /// <summary>Time to collision as in <see cref="Trigger.TimeToCollision"/>, in seconds.</summary>
    public sealed record TimeToCollision(string Pointer, string From, string To, Moment At, double Min, double Max) : Requirement(Pointer);

    /// <summary>
    /// The actor shows at least <paramref name="MinPixels"/> and at most <paramref name="MaxPixels"/> pixels of the camera
    /// in at least <paramref name="Frames"/> of the frames numbered <paramref name="FirstFrame"/> to <paramref name="LastFrame"/>.
    /// </summary>
    public sealed record VisiblePixels(string Pointer, string Actor, string Camera, double MinPixels, double MaxPixels, int Frames, int FirstFrame,
        int LastFrame) : Requirement(Pointer);
}

/// <summary>The moment at which a requirement is checked.</summary>
/// <param name="Event">Name of an event (<c>actor.step</c>), or null.</param>
/// <param name="Always">Where no event is named: true over all frames, false in at least one frame.</param>
public sealed record Moment(string? Event, bool Always);
