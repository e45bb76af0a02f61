using System.Collections.Immutable;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Labels;

/// <summary>
/// Projects a person's keypoints and finds which are visible. Keypoints lie inside the body (joints) or on it (eyes, nose), so the
/// ray to one always meets the person's own surface first or last. It counts as visible if nothing at all stands before it, or if what
/// the ray meets first is the same person no more than <see cref="Reach"/> before the keypoint. Nearer own surface is another limb,
/// the far side of the head or the torso: hidden, as any other object.
/// </summary>
internal static class KeypointLabeler
{
    /// <summary>
    /// Depth of a joint below the skin at most, as a share of the body's height: the hip and shoulder joints of an adult of 1.75 m lie up to
    /// 0.12 m deep, while the far side of the head is 0.15 m and the far shoulder 0.35 m behind the near one.
    /// </summary>
    public const double Reach = 0.07;

    public static ImmutableArray<KeypointLabel> Label(CameraShot shot, WorldSnapshot snapshot, int objectIndex, Pose cameraFromWorld, double height, IRayScene scene)
    {
        Model model = snapshot.Timeline.Objects[objectIndex].Model;
        int first = snapshot.Timeline.FirstInstance(objectIndex);
        CameraModel camera = shot.Camera.Model;
        KeypointLabel[] labels = new KeypointLabel[model.Keypoints.Length];
        Ray[] rays = new Ray[labels.Length];
        RayHit[] hits = new RayHit[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            Keypoint keypoint = model.Keypoints[i];
            Double3 inWorld = snapshot.WorldFromInstance[first + keypoint.Node].Apply(keypoint.Position);
            Double3 inCamera = cameraFromWorld.Apply(inWorld);
            bool inFront = inCamera.Z >= CameraModel.Near;
            (double u, double v) = inFront ? camera.Project(inCamera) : (0, 0);
            bool inside = inFront && u >= 0 && u < camera.Width && v >= 0 && v < camera.Height;
            labels[i] = new KeypointLabel(keypoint.Name, u, v, inside ? 1 : 0, inCamera);
            rays[i] = new Ray(default, (inWorld - shot.WorldFromCamera.Translation).ToSingle(), 0, 1);
        }

        scene.Cast(rays, hits);
        for (int i = 0; i < labels.Length; i++)
        {
            double before = (1 - hits[i].T) * labels[i].InCamera.Length;
            bool own = hits[i].IsHit && snapshot.Timeline.Instances[hits[i].Instance].Object == objectIndex;
            if (labels[i].Visibility == 1 && (!hits[i].IsHit || own && before <= Reach * height))
            {
                labels[i] = labels[i] with { Visibility = 2 };
            }
        }

        return [.. labels];
    }
}
