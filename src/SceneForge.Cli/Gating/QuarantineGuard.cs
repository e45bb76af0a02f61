using SceneForge.Review.Export;
using SceneForge.Review.Storage;
using SceneForge.Base.Input;

namespace SceneForge.Cli.Gating;

/// <summary>Lets no frame pass that people have set aside: leaving the found ones out would hide how many others share their cause.</summary>
internal static class QuarantineGuard
{
    /// <param name="postgres">Connection string of the review's database; null: as the environment says, else review.db beside the dataset.</param>
    /// <exception cref="InputException">A sequence is in quarantine.</exception>
    public static void RequireNone(string dataset, string? postgres = null)
    {
        TurnedDown? turnedDown = TurnedDown.TryRead(dataset, postgres ?? Environment.GetEnvironmentVariable("SCENEFORGE_REVIEW_POSTGRES"));
        if (turnedDown is { Quarantined.IsEmpty: false })
        {
            throw new InputException(new InputError(
                Path.Combine(dataset, ReviewStores.File), 0, 0, "",
                $"In quarantine: sequences {string.Join(", ", turnedDown.Quarantined.Take(20))}{(turnedDown.Quarantined.Count > 20 ? ", ..." : "")} "
                    + $"({string.Join("; ", turnedDown.Causes.Take(5))}).",
                "Mend the cause and make these sequences anew, or lift the quarantine in the review page (Sets)."));
        }
    }
}
