namespace SceneForge.Renderers.RayTracing.Intersection;

/// <summary>
/// The nearest hit so far. Of hits at one distance the lowest instance wins, then the lowest triangle, in whatever order they are found.
/// </summary>
internal struct NearestHit(float maxT, int instance = int.MaxValue, int triangle = int.MaxValue)
{
    public float T = maxT;
    public int Instance = instance;
    public int Triangle = triangle;

    public readonly bool IsHit => Instance != int.MaxValue;

    /// <summary>Takes a hit if it is nearer; returns whether it was.</summary>
    public bool Offer(float t, int instance, int triangle)
    {
        bool isNearer = t < T || t == T && (instance < Instance || instance == Instance && triangle < Triangle);
        if (isNearer)
        {
            T = t;
            Instance = instance;
            Triangle = triangle;
        }

        return isNearer;
    }
}
