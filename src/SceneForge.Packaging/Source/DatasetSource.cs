using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using SceneForge.Frames.Storage;
using SceneForge.Base.Input;

namespace SceneForge.Packaging.Source;

/// <summary>
/// A dataset as it was when it was opened: whatever is read through it is compared with the manifests, and the manifests with the root hash,
/// so a package holds exactly the frames that the root hash names. It keeps a few words for each sequence and no file's bytes.
/// </summary>
public sealed class DatasetSource
{
    private readonly Dictionary<int, string> _manifests;

    private DatasetSource(DatasetReader dataset, IReadOnlyList<(string Sequence, string Sha256)> manifests)
    {
        Dataset = dataset;
        RootHash = DatasetRoot.HashOf(manifests);
        _manifests = manifests.ToDictionary(m => int.Parse(m.Sequence, NumberStyles.None, CultureInfo.InvariantCulture), m => m.Sha256);
        ClassById = dataset.Classes.ToImmutableDictionary(c => c.Id);
    }

    /// <summary>What dataset.json says.</summary>
    public DatasetReader Dataset { get; }

    public ImmutableDictionary<int, DatasetClass> ClassById { get; }

    /// <summary>Of all sequences, lower-case hexadecimal (see <see cref="DatasetRoot"/>).</summary>
    public string RootHash { get; }

    /// <summary>SHA-256 of dataset.json, which the root hash does not cover.</summary>
    public required string DocumentHash { get; init; }

    /// <summary>Numbers of the sequences, ascending.</summary>
    public ImmutableArray<int> Sequences => Dataset.Sequences;

    /// <exception cref="InputException">The folder holds no dataset, no complete sequence, or one without its manifest.</exception>
    public static DatasetSource Open(string folder)
    {
        DatasetReader dataset = DatasetReader.Open(folder);
        if (dataset.Sequences.IsEmpty)
        {
            throw new InputException(new InputError(folder, 0, 0, "", "There is no complete sequence.", "Run the scenario first."));
        }

        // A sequence's folder has its name only once it is whole, so one without a manifest is damaged, and must not be left out in silence.
        string? damaged = Directory.EnumerateDirectories(Path.Combine(dataset.Folder, DatasetLayout.SequencesFolder))
            .Select(s => Path.Combine(s, DatasetLayout.ManifestFile)).Order(StringComparer.Ordinal).FirstOrDefault(m => !File.Exists(m));
        if (damaged is not null)
        {
            throw new InputException(new InputError(damaged, 0, 0, "", "The file is missing.",
                "Restore it from its source, or remove the folder and make the sequence again."));
        }

        (string Sequence, string Sha256)[] manifests = [.. DatasetRoot.Manifests(dataset.Folder)];
        if (!manifests.Select(m => m.Sequence).SequenceEqual(dataset.Sequences.Select(DatasetLayout.Number)))
        {
            throw new InputException(new InputError(Path.Combine(folder, DatasetLayout.SequencesFolder), 0, 0, "",
                "A folder with a manifest is no sequence.", "See sceneforge verify."));
        }

        byte[] document = File.ReadAllBytes(Path.Combine(dataset.Folder, DatasetLayout.DatasetFile));
        return new DatasetSource(dataset, manifests) { DocumentHash = Convert.ToHexStringLower(SHA256.HashData(document)) };
    }

    /// <exception cref="InputException">The sequence was changed since the dataset was opened, or one of its tables is missing or
    /// damaged.</exception>
    public SourceSequence OpenSequence(int number) => SourceSequence.Open(this, number, _manifests[number]);
}
