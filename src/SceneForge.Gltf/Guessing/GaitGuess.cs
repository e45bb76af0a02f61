using System.Globalization;
using System.Numerics;
using SceneForge.Gltf.Animations;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Guessing;

/// <summary>Which animations are standing, walking and running by their names, and how fast the latter go by their feet.</summary>
internal static class GaitGuess
{
    private const int Samples = 48;

    public static GaitPlan Of(ImportedModel model, List<string> guesses)
    {
        string? Find(params string[] words) => model.Clips.FirstOrDefault(c => NameWords.Has(c, words));
        string? idle = Find("idle", "stand", "standing", "survey", "rest", "breathe");
        List<GaitClip> gaits = [];
        foreach (string? clip in new[] { Find("walk", "walking"), Find("run", "running", "jog", "gallop") })
        {
            if (clip is not null && Speed(model, clip) is { } speed && speed > (gaits.Count > 0 ? gaits[^1].Speed : 0.05))
            {
                gaits.Add(new GaitClip(clip, speed));
                guesses.Add(string.Create(CultureInfo.InvariantCulture, $"clip \"{clip}\": {speed} m/s, as its feet on the ground go backwards"));
            }
        }

        if (idle is not null)
        {
            guesses.Add($"clip \"{idle}\": its first instant is how it stands");
        }

        return idle is null && gaits.Count == 0 ? GaitPlan.None : new GaitPlan(idle, [.. gaits]);
    }

    /// <summary>Speed of what is lowest against the body, m/s to two digits; null where nothing goes backwards.</summary>
    private static double? Speed(ImportedModel model, string clip)
    {
        int number = model.Clips.IndexOf(clip) + 1;
        double step = model.Durations[number - 1] / Samples;
        Vector3[] At(int i) => [.. model.Pieces.Where(p => p.Drawn.Deformation is not null)
            .SelectMany(p => p.Drawn.MeshAt(new MotionState(0, 0, 0, 0, number, i * step)).Positions)];
        List<double> backwards = [];
        Vector3[] before = At(0);
        if (before.Length == 0)
        {
            return null;
        }

        double reach = before.Max(p => p.Z) - before.Min(p => p.Z);
        for (int i = 1; i <= Samples; i++)
        {
            Vector3[] after = At(i);
            double ground = Math.Min(before.Min(p => p.Z), after.Min(p => p.Z));
            double[] onGround = [.. Enumerable.Range(0, after.Length).Where(v => Math.Max(before[v].Z, after[v].Z) < ground + 0.015 * reach)
                .Select(v => (before[v].X - after[v].X) / step)];
            if (onGround.Length > 0)
            {
                backwards.Add(onGround.Order().ElementAt(onGround.Length / 2));
            }

            before = after;
        }

        double speed = backwards.Count == 0 ? 0 : backwards.Order().ElementAt(backwards.Count / 2);
        return speed > 0.02 ? Math.Round(speed, 2) : null;
    }
}
