namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>Instances from the first up to the end, exclusive.</summary>
internal readonly record struct InstanceRange(int First, int End)
{
    public bool Holds(int instance) => instance >= First && instance < End;
}
