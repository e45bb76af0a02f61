using System.Collections.Immutable;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Planting;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;
using Xunit;

namespace SceneForge.Tests.Gate;

public sealed class LabelDefectTests
{
    private static readonly Pose WorldFromCamera = new(new Double3(1, 2, 3), Rotation.Around(Double3.UnitZ, 1.1));
    private static readonly StoredFrame Frame = Make(0);

    [Fact]
    public void A_shifted_box_moves_in_picture_and_space_alike_and_alone()
    {
        PlantedFrame planted = LabelDefects.ShiftedBox(Frame, "CAM_FRONT", 2, 0.5, 100);
        ObjectLabel before = Frame.Cameras[0].Objects[1];
        ObjectLabel after = planted.Frame.Cameras[0].Objects[1];
        Assert.Equal(new Box2(30, 10, 50, 40), after.Visible);
        Assert.Equal(new Box2(25, 5, 55, 45), after.Amodal);
        // 10 pixels at 100 pixels of focal length and 20 m are 2 m to the right.
        Assert.Equal(new Double3(2, 0, 0), after.CameraFromBox.Translation - before.CameraFromBox.Translation);
        Double3 expected = WorldFromCamera.ApplyDirection(new Double3(2, 0, 0));
        Assert.Equal(0, (after.WorldFromBox.Translation - before.WorldFromBox.Translation - expected).Length, 1e-12);
        Assert.Equal(Frame.Cameras[0].Objects[0], planted.Frame.Cameras[0].Objects[0]);
        Assert.Equal(Frame.Cameras[1], planted.Frame.Cameras[1]);
        Assert.Equal(("box_shifted", 0.75), (planted.Kind, planted.Visibility));
        Assert.True(new DefectPlace("CAM_FRONT", 2).Finds(planted.Place));
        Assert.True(new DefectPlace("CAM_FRONT", null, new PixelBox(48, 20, 49, 21)).Finds(planted.Place));
        Assert.False(new DefectPlace("CAM_FRONT", 1).Finds(planted.Place));
    }

    [Fact]
    public void A_swapped_class_is_swapped_in_every_sensor()
    {
        PlantedFrame planted = LabelDefects.SwappedClass(Frame, "CAM_FRONT", 2, 9);
        Assert.All(planted.Frame.Cameras, c => Assert.Equal([4, 9], c.Objects.Select(o => o.ClassId)));
        Assert.Equal([4, 9], planted.Frame.Objects.Select(o => o.Box.ClassId));
        Assert.Throws<ArgumentException>(() => LabelDefects.SwappedClass(Frame, "CAM_FRONT", 2, 4));
    }

    [Fact]
    public void A_missing_instance_is_found_by_its_place()
    {
        PlantedFrame planted = LabelDefects.MissingInstance(Frame, "CAM_FRONT", 2);
        Assert.All(planted.Frame.Cameras, c => Assert.Equal([1], c.Objects.Select(o => o.ObjectId)));
        Assert.Equal([1], planted.Frame.Objects.Select(o => o.Box.ObjectId));
        Assert.True(new DefectPlace("CAM_FRONT", null, new PixelBox(25, 20, 26, 21)).Finds(planted.Place));
        Assert.False(new DefectPlace("CAM_FRONT", null, new PixelBox(60, 20, 61, 21)).Finds(planted.Place));
    }

    [Fact]
    public void Late_labels_keep_pictures_times_and_poses()
    {
        StoredFrame later = Make(7);
        PlantedFrame planted = LabelDefects.LateLabels(Frame, later);
        Assert.Equal(later.Cameras.Select(c => c.Objects), planted.Frame.Cameras.Select(c => c.Objects));
        Assert.Equal(Frame.Cameras.Select(c => (c.Files, c.TimeNs, c.WorldFromCamera)),
            planted.Frame.Cameras.Select(c => (c.Files, c.TimeNs, c.WorldFromCamera)));
        Assert.Equal(Frame.Lidars, planted.Frame.Lidars);
    }

    [Fact]
    public void A_misaligned_lidar_turns_about_its_own_axis()
    {
        PlantedFrame planted = LabelDefects.MisalignedLidar(Frame, "LIDAR_TOP", 0.1);
        Pose turned = planted.Frame.Lidars[0].WorldFromLidar;
        Assert.Equal(Frame.Lidars[0].WorldFromLidar.Translation, turned.Translation);
        Assert.Equal(0.1, turned.Rotation.Yaw() - Frame.Lidars[0].WorldFromLidar.Rotation.Yaw(), 1e-12);
        Assert.Equal(Frame.Cameras, planted.Frame.Cameras);
    }

    [Fact]
    public void Scaled_depth_keeps_the_meaning_of_its_ends()
    {
        ushort[] depth = [1, 256, 2561, 60000, 65535];
        Assert.Equal([1, 282, 2817, 65535, 65535], LabelDefects.ScaledDepth(depth, 1.1).Select(d => (int)d));
        Assert.Equal([1, 64, 640, 15000, 65535], LabelDefects.ScaledDepth(depth, 0.25).Select(d => (int)d));
    }

    [Fact]
    public void Hosts_are_objects_that_people_can_see() =>
        Assert.Equal([2], LabelDefects.Hosts(Frame.Cameras[0], 100).Select(o => o.ObjectId));

    private static StoredFrame Make(double shift)
    {
        ImmutableArray<ObjectLabel> objects = [Label(1, null, 0), Label(2, new Box2(20 + shift, 10, 40 + shift, 40), 450)];
        ImmutableSortedDictionary<string, string> files = ImmutableSortedDictionary<string, string>.Empty.Add("rgb", $"rgb{shift}");
        return new StoredFrame(
            (int)shift,
            (long)shift,
            Pose.Identity,
            [new StoredPicture("CAM_FRONT", 5, Pose.Identity, WorldFromCamera, files, objects),
                new StoredPicture("CAM_LEFT", 5, Pose.Identity, WorldFromCamera, files, objects)],
            [new StoredSweep("LIDAR_TOP", 5, Pose.At(0, 0, 2, 0.3), "points", 100)],
            [.. objects.Select(o => new StoredObject(new ObjectBox(o.ObjectId, o.Name, o.ClassId, o.WorldFromBox, o.Size, 0),
                ImmutableSortedDictionary<string, int>.Empty))]);

        ObjectLabel Label(int id, Box2? visible, int pixels) => new(
            id, $"o{id}", 4, visible, new Box2(15 + shift, 5, 45 + shift, 45), pixels, 600, 1 - pixels / 600.0, 0,
            new Pose(new Double3(1, 0, 20), Rotation.Identity), WorldFromCamera * new Pose(new Double3(1, 0, 20), Rotation.Identity),
                new Double3(4, 2, 1.5), 0, []);
    }
}
