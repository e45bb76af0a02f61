using System.Collections.Immutable;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
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

    /// <summary>One label a keypoint; none for an object without keypoints.</summary>
    public static ImmutableArray<KeypointLabel> Label(ShotPoses poses, int objectIndex, double height, PixelCaster caster)
    {
        CameraShot shot = poses.Shot;
        CameraModel camera = shot.Camera.Model;
        Model model = shot.Timeline.Objects[objectIndex].Model;
        int first = shot.Timeline.FirstInstance(objectIndex);
        KeypointLabel[] labels = new KeypointLabel[model.Keypoints.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            Keypoint keypoint = model.Keypoints[i];
            MovingKeypoint path = new(poses, first + keypoint.Node, keypoint.Position);
            double row = (shot.Instants - 1) / 2.0;
            bool seen = RowCrossing.Find(ref path, shot.Instants, ref row, out double u, out double v);

            // Its own instant is that of the nearest row: the point moves by a hair until then.
            int instant = (int)Math.Round(row);
            Double3 inCamera = path.InCamera(instant);
            bool inside = seen && u >= 0 && u < camera.Width && v >= 0 && v < camera.Height;
            Double3 inWorld = poses.WorldFromInstance(first + keypoint.Node, instant).Apply(keypoint.Position);
            labels[i] = new KeypointLabel(keypoint.Name, seen ? u : 0, seen ? v : 0, inside ? 1 : 0, inCamera);
            if (inside)
            {
                Double3 eye = poses.WorldFromCamera(instant).Translation;
                RayHit hit = caster.Cast(new Ray((eye - caster.Origin).ToSingle(), (inWorld - eye).ToSingle(), 0, 1), instant);
                bool own = hit.IsHit && shot.Timeline.Instances[hit.Instance].Object == objectIndex;
                bool free = !hit.IsHit || own && (1 - hit.T) * inCamera.Length <= Reach * height;
                labels[i] = labels[i] with { Visibility = free ? 2 : 1 };
            }
        }

        return [.. labels];
    }

    private readonly struct MovingKeypoint(ShotPoses poses, int instance, Double3 position) : IRowPath
    {
        public Double3 InCamera(int instant) =>
            poses.WorldFromCamera(instant).Inverse().Apply(poses.WorldFromInstance(instance, instant).Apply(position));

        public bool TryProject(int row, out double u, out double v) => poses.Shot.Camera.Model.TryProject(InCamera(row), out u, out v);
    }
}
