using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Camera;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Tests.Rendering;

/// <summary>The ray camera on two threads; the agreement with a ray camera on one shows that threads change nothing.</summary>
public sealed class RayCameraSuite : SensorRendererSuite
{
    private protected override ISensorRenderer Create() => new RayCamera(new RayCaster(), jobs: 2);
}
