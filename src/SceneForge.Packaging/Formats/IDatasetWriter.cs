using SceneForge.Frames.Storage;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Source;
using SceneForge.Base.Input;

namespace SceneForge.Packaging.Formats;

/// <summary>
/// Writes a dataset in one format. Sequences come one by one in ascending order, and whatever has to be remembered between them goes into rows
/// (<see cref="PackageOutput.Rows"/>), which lie on the disk: so memory does not grow with the dataset, and an interrupted package goes on after
/// the last whole sequence with a new writer. A writer holds no state of its own beyond the <see cref="PackagePlan"/> that it was made for.
/// The bytes depend on the plan alone: no clock, no random numbers, no order of threads.
/// </summary>
public interface IDatasetWriter
{
    /// <summary>Name of the format, of its folder in the package, and on the command line: <c>kitti</c>.</summary>
    string Name { get; }

    /// <summary>What the format carries of a dataset, in one line, for people.</summary>
    string Carries { get; }

    /// <summary>Which files the format's folder holds, for croissant.json.</summary>
    IReadOnlyList<FileKind> Kinds => [];

    /// <summary>Writes one sequence. What the format has no place for is counted in <see cref="PackageOutput.Dropped"/>.</summary>
    /// <exception cref="InputException">A file of the sequence is missing, damaged, or not what its manifest says.</exception>
    void Write(SourceSequence sequence, PackageOutput output);

    /// <summary>Writes what speaks of all sequences, such as tables made from the rows.</summary>
    void Finish(PackageOutput output);
}
