using System.Collections.Immutable;
using SceneForge.Base.Input;

namespace SceneForge.Quality.Lineage;

/// <summary>Training data that a dataset was compared with.</summary>
/// <param name="RootHash">Of the training data.</param>
/// <param name="Seed">Of all draws.</param>
/// <param name="SceneSeed">Of all that the scene draws.</param>
/// <param name="Variations">How many it has.</param>
public sealed record ComparedTraining(string RootHash, ulong Seed, ulong SceneSeed, int Variations);

/// <summary>That a dataset shares no seed and no variation with training data.</summary>
/// <param name="Seed">Of the dataset.</param>
/// <param name="SceneSeed">Of all that its scene draws.</param>
/// <param name="Compared">What it was compared with; empty where its author says that there is no training data.</param>
public sealed record TrainingSeparation(ulong Seed, ulong SceneSeed, ImmutableArray<ComparedTraining> Compared)
{
    // Of what is shared; a copy of a dataset shares every variation.
    private const int MostNamed = 10;

    /// <summary>Compares a dataset with training data.</summary>
    /// <param name="folder">Of the dataset.</param>
    /// <param name="training">Folders of datasets and packages.</param>
    /// <exception cref="InputException">They share something; the errors name each folder and what.</exception>
    public static TrainingSeparation Of(string folder, IEnumerable<string> training)
    {
        ArgumentNullException.ThrowIfNull(training);
        DatasetLineage own = DatasetLineage.Open(folder);
        List<ComparedTraining> compared = [];
        List<InputError> errors = [];
        foreach (string other in training)
        {
            DatasetLineage theirs = DatasetLineage.Open(other);
            string[] shared = [.. own.SharedWith(theirs)];
            if (shared.Length > 0)
            {
                string more = shared.Length > MostNamed ? $" and {shared.Length - MostNamed} more" : "";
                errors.Add(new InputError(other, 0, 0, "",
                    $"This training data shares {string.Join("; ", shared.Take(MostNamed))}{more} with {folder}.",
                    "Make the evaluation data with another seed and scene_seed."));
            }

            compared.Add(new ComparedTraining(theirs.RootHash, theirs.Seed, theirs.SceneSeed, theirs.Variations.Length));
        }

        return errors.Count > 0 ? throw new InputException([.. errors]) : new TrainingSeparation(own.Seed, own.SceneSeed, [.. compared]);
    }

    /// <summary>Whether what is written down of the seeds bears the claim out.</summary>
    public bool IsApart => Compared.All(c => c.Seed != Seed && c.SceneSeed != SceneSeed);
}
