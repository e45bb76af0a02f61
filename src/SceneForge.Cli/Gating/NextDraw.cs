using System.Security.Cryptography;
using SceneForge.Cli.Terminal;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Review;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lineage;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Quality.Sampling;
using SceneForge.Base.Input;

namespace SceneForge.Cli.Gating;

/// <summary>The draw that may follow what was drawn before: the first one, or one after a rejection. Nothing is written.</summary>
/// <param name="dataset">Its folder.</param>
internal sealed class NextDraw(string dataset, GateFolder gate, Lot lot, GatePolicy policy)
{
    /// <summary>Says that there is no training data to be apart from.</summary>
    public const string NoTraining = "none";

    /// <param name="against">Folder of the accepted version before, or null.</param>
    /// <param name="apartFrom">Folders of training data, or <see cref="NoTraining"/>.</param>
    /// <exception cref="UsageException">There is no such use, or the attempt before was not rejected.</exception>
    /// <exception cref="InputException">The version before is not accepted, or training data shares something.</exception>
    public GateDraw Make(string use, string author, string? against, string[] apartFrom)
    {
        int last = gate.LatestAttempt;
        if (last > 0 && GateJudge.Decide(lot, gate.Read(last, lot)).Outcome != GateOutcome.Rejected)
        {
            throw new UsageException($"Attempt {last} is not rejected; only after a rejection is there another draw.");
        }

        IntendedUse intended = policy.FindUse(use)
            ?? throw new UsageException($"The policy \"{policy.Name}\" knows no use \"{use}\"; it has "
                + $"{string.Join(", ", policy.Uses.Select(u => u.Name))}.");
        if (intended.IsApartFromTraining && apartFrom.Length == 0)
        {
            throw new UsageException($"For \"{use}\" the dataset must be apart from training data: name each with --apart-from DIR, or say "
                + $"--apart-from {NoTraining}.");
        }

        if (apartFrom.Length > 1 && apartFrom.Contains(NoTraining))
        {
            throw new UsageException($"--apart-from {NoTraining} says that there is no training data: leave out it or the others.");
        }

        string nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(DrawSeed.NonceBytes));
        return GateDraw.Make(lot, policy, use, last + 1, author, nonce) with { Against = PreviousRoot(against), Separation = Separation(apartFrom) };
    }

    private static string? PreviousRoot(string? folder)
    {
        if (folder is null)
        {
            return null;
        }

        _ = DatasetReader.Open(folder);
        string root = DatasetRoot.HashOf(folder);
        _ = GateClearance.Require(folder, root, trusted: null);
        return root;
    }

    private TrainingSeparation? Separation(string[] apartFrom) => apartFrom switch
    {
        [] => null,
        [NoTraining] => TrainingSeparation.Of(dataset, []),
        _ => TrainingSeparation.Of(dataset, apartFrom),
    };
}
