namespace SceneForge.Renderers.RayTracing.Intersection;

/// <summary>The nearest hit so far. Of hits at one distance the lowest instance wins, then the lowest triangle, in whatever order they are found.</summary>
internal struct NearestHit(float maxT)
{
    public float T = maxT;
    public int Instance = int.MaxValue;
    public int Triangle = int.MaxValue;

    public readonly bool IsHit => Instance != int.MaxValue;

    public void Offer(float t, int instance, int triangle)
    {
        if (t < T || t == T && (instance < Instance || instance == Instance && triangle < Triangle))
        {
            T = t;
            Instance = instance;
            Triangle = triangle;
        }
    }
}
