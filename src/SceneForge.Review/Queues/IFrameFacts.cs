namespace SceneForge.Review.Queues;

/// <summary>What is known about frames before anybody looks at them.</summary>
internal interface IFrameFacts
{
    /// <summary>Whether a picture shows an object of a class.</summary>
    bool Shows(int index, int classId);

    /// <summary>Whether the drawn values of a sequence lie in the filters.</summary>
    bool Matches(int sequence, IReadOnlyDictionary<string, ValueFilter> values);

    /// <summary>How much a picture deserves a look: higher is worse.</summary>
    double Score(int index);
}
