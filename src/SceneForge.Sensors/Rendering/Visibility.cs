namespace SceneForge.Sensors.Rendering;

/// <summary>
/// Which triangle is seen through the centre of each pixel: one unfiltered sample. All labels follow from it.
/// Arrays have Width * Height entries, row by row from the top left.
/// </summary>
/// <param name="Instance">Index into <c>WorldTimeline.Instances</c>, or -1 for the sky.</param>
/// <param name="Triangle">Index of the triangle within the instance's mesh.</param>
public sealed record Visibility(int Width, int Height, int[] Instance, int[] Triangle);
