using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Tests.Rendering;

/// <summary>What every renderer must show, against closed-form truth. One subclass a renderer.</summary>
public abstract partial class SensorRendererSuite
{
    // Depth is stored in single precision: at 100 m half a unit in the last place is 4e-6 m; the bound is the project's promise.
    private const double DepthTolerance = 1e-4;

    /// <summary>One for all tests of the class.</summary>
    private protected abstract ISensorRenderer Renderer { get; }

    private Task<Observation> Render(CameraShot shot) => Renderer.RenderAsync(shot, default);

    private async Task<(Channels Channels, Observation Observation)> Resolve(CameraShot shot, CameraShot? next = null)
    {
        Observation observation = await Render(shot);
        return (ChannelResolver.Resolve(observation, next), observation);
    }

    /// <summary>What a shot of boxes shows at the centre of every pixel, in closed form.</summary>
    /// <param name="boxes">Sizes in the order of the timeline's objects, all of which are boxes centred on their origins.</param>
    private static Truth[] TruthOfBoxes(CameraShot shot, Double3[] boxes)
    {
        CameraModel model = shot.Camera.Model;
        WorldSnapshot snapshot = shot.Timeline.At(shot.TimeNs);
        Truth[] truth = new Truth[model.Width * model.Height];
        for (int i = 0; i < truth.Length; i++)
        {
            Double3 direction = shot.WorldFromCamera.ApplyDirection(model.Ray(i % model.Width + 0.5, i / model.Width + 0.5));
            (int item, double depth, Double3 normal) = Analytic.NearestBox(boxes, o => snapshot.States[o]
                .WorldFromObject, shot.WorldFromCamera.Translation, direction);
            truth[i] = new Truth(item, depth, normal);
        }

        return truth;
    }

    /// <param name="Object">Index of the object, -1 for the sky.</param>
    /// <param name="Depth">The ray's parameter, as its direction has z = 1 in the camera frame.</param>
    /// <param name="Normal">In the world.</param>
    private readonly record struct Truth(int Object, double Depth, Double3 Normal);
}
