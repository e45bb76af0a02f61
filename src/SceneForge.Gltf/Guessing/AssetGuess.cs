using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Base.Geometry;
using SceneForge.Gltf.Animations;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Models;

namespace SceneForge.Gltf.Guessing;

/// <summary>Makes a first description of a model; asks nothing.</summary>
public static class AssetGuess
{
    private static readonly (double Scale, string Unit)[] Units =
        [(0.01, "centimetres"), (0.001, "millimetres"), (0.0254, "inches"), (0.1, "decimetres"), (100, "hundreds of metres")];

    private static readonly string[] VehicleClasses = ["car", "van", "truck", "bus", "motorcycle", "bicycle"];

    /// <param name="path">The model.</param>
    /// <param name="known">What files beside it say; null: nothing.</param>
    public static GuessedDescription Of(string path, GuessedDescription? known = null)
    {
        GuessedDescription start = known ?? new GuessedDescription { Model = Path.GetFileName(path) };
        List<string> guesses = [];
        ImportedModel model = GltfReader.Read(path, start.Frame);
        string name = Path.GetFileNameWithoutExtension(path);
        string? @class = start.Class;
        if (@class is null && (NameWords.ClassOf(name) ?? model.NodeNames.Select(NameWords.ClassOf).FirstOrDefault(c => c is not null)) is { } told)
        {
            @class = told.Class;
            guesses.Add($"class {@class}: a name has the word \"{told.Word}\"");
        }

        FileFrame frame = known is null ? Frame(model, @class, guesses) : start.Frame;
        model = GltfReader.Read(path, frame);
        Box3 body = model.Bounds;
        if (@class is null && UsualSize.All.FirstOrDefault(s => s.Excess(body.Size) <= 1) is { } fitting)
        {
            @class = fitting.Class;
            guesses.Add($"class {@class}: its size is usual for one");
        }

        bool mayRoll = @class is null || VehicleClasses.Contains(@class);
        ImmutableArray<WheelRule> wheels = start.Wheels;
        if (wheels.IsEmpty && mayRoll)
        {
            (WheelRule Rule, string Reason)[] found = [.. WheelGuess.Of(model, body)];
            wheels = [.. found.Select(f => f.Rule)];
            guesses.AddRange(found.Select(f => $"wheel{(f.Rule.Steers ? ", steered" : "")}: {f.Reason}"));
        }

        ImmutableArray<LampRule> lamps = mayRoll && start.Lamps.IsEmpty ? [.. LampGuess.Of(model)] : start.Lamps;
        if (start.Lamps.IsEmpty)
        {
            guesses.AddRange(lamps.Select(l =>
                $"lamp {AssetDescriptionReader.ChannelName(l.Channel)}: by name, {string.Join(", ", l.Nodes.Concat(l.Materials).Take(4))}"));
        }

        ImmutableArray<string> outside = [.. model.Pieces.Select(p => p.Name)
            .Where(n => mayRoll && NameWords.Has(n, "mirror", "mirrors", "antenna", "aerial")).Distinct()];
        guesses.AddRange(outside.Select(n => $"outside the body: \"{n}\""));
        ImmutableArray<string> paint = [.. model.Pieces.SelectMany(p => p.Drawn.Materials).Select(m => m.Name)
            .Where(n => mayRoll && NameWords.Has(n, "paint", "carpaint", "lacquer")).Distinct()];
        guesses.AddRange(paint.Select(n => $"paint: \"{n}\""));
        GaitPlan gaits = GaitGuess.Of(model, guesses);
        AssetOrigin origin = wheels.Count(w => w.Rolls) >= 2 ? AssetOrigin.RearAxle : AssetOrigin.Footprint;
        guesses.Add(origin == AssetOrigin.RearAxle
            ? "origin: the middle of the rear axle"
            : "origin: the middle of the outline, on the lowest point");
        return start with
        {
            Class = @class,
            Frame = frame,
            Origin = origin,
            Wheels = wheels,
            Lamps = lamps,
            OutsideBody = outside,
            Paint = paint,
            Gaits = gaits,
            Keypoints = KeypointGuess.Of(model, guesses),
            Guesses = [.. guesses],
        };
    }

    // Modelling tools' scenes look along x as often as along glTF's z; files in centimetres are as frequent as those in inches.
    private static FileFrame Frame(ImportedModel model, string? @class, List<string> guesses)
    {
        FileFrame frame = FileFrame.Gltf;
        Double3 size = model.Bounds.Size;
        bool isLong = @class is not null && VehicleClasses.Contains(@class);
        if (isLong && size.Y > 1.25 * size.X)
        {
            frame = frame with { Forward = "+x" };
            size = new Double3(size.Y, size.X, size.Z);
            guesses.Add("forward +x: the model is longest along that axis");
        }
        else if (@class is "pedestrian" or "child" && size.X > 1.25 * size.Y)
        {
            frame = frame with { Forward = "+x" };
            size = new Double3(size.Y, size.X, size.Z);
            guesses.Add("forward +x: a person is broader than deep");
        }
        else
        {
            guesses.Add("forward +z: glTF's own");
        }

        if (@class is not null && UsualSize.Of(@class) is { } usual && usual.Excess(size) > 3)
        {
            (double Scale, string Unit) best = Units.MinBy(s => usual.Excess(size * s.Scale));
            if (usual.Excess(size * best.Scale) <= 1.3)
            {
                guesses.Add(string.Create(CultureInfo.InvariantCulture,
                    $"scale {best.Scale}: a {@class} of {size.X:0.#} x {size.Y:0.#} x {size.Z:0.#} m is in {best.Unit}"));
                frame = frame with { Scale = best.Scale };
            }
        }

        return frame;
    }
}
