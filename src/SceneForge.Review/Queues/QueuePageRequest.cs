namespace SceneForge.Review.Queues;

/// <summary>
/// Frames of a queue behind the picture <paramref name="After"/>, or from its beginning. With <paramref name="Take"/> above 0, that many frames
/// which wait for the person, that nobody else holds and that are not among <paramref name="Skip"/> are taken; <paramref name="Release"/> gives
/// frames back.
/// </summary>
internal sealed record QueuePageRequest(QueueRequest Queue, int? After = null, int Offset = 0, int Limit = 500, int Take = 0, int[]? Skip = null,
    int[]? Release = null);
