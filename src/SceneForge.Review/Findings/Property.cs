using System.Globalization;
using SceneForge.Review.Queues;

namespace SceneForge.Review.Findings;

/// <summary>Something that frames have in common.</summary>
/// <param name="Kind">asset, behaviour, parameter, class, camera or check.</param>
/// <param name="Name">Of the asset, the step, the drawn value, ...</param>
/// <param name="Text">The value that was drawn, where it is a text.</param>
/// <param name="Min">The range that it lies in, where it is a number; both ends belong to it.</param>
internal readonly record struct Property(string Kind, string Name, string? Text = null, double? Min = null, double? Max = null, int? Class = null)
{
    public string Title => Kind switch
    {
        "class" => $"shows {Name}",
        "behaviour" => $"during {Name}",
        "check" => $"check {Name} found something",
        "parameter" when Text is not null => $"{Name} = {Text}",
        "parameter" when Min == Max => string.Create(CultureInfo.InvariantCulture, $"{Name} = {Min:G4}"),
        "parameter" => string.Create(CultureInfo.InvariantCulture, $"{Name} in {Min:G4} to {Max:G4}"),
        _ => $"{Kind} {Name}",
    };

    /// <summary>The queue of all frames that have it, judged or not.</summary>
    public QueueRequest Filter => Kind switch
    {
        "asset" => new(Asset: Name),
        "behaviour" => new(Behaviour: Name),
        "camera" => new(Camera: Name),
        "check" => new(Check: Name),
        "class" => new(Class: Class),
        _ => new(Values: new Dictionary<string, ValueFilter> { [Name] = Text is null ? new ValueFilter(Min, Max) : new ValueFilter(Texts: [Text]) }),
    };
}
