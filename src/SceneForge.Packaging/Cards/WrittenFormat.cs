using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;

namespace SceneForge.Packaging.Cards;

/// <summary>A format that a package holds.</summary>
/// <param name="Writer">What wrote it.</param>
/// <param name="Head">Of the list of its files.</param>
internal sealed record WrittenFormat(IDatasetWriter Writer, FileListHead Head);
