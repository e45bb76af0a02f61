using SceneForge.Base.Input;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rigs;
using SceneForge.Base.Geometry;
using Xunit;

namespace SceneForge.Tests.Cameras;

public sealed class RigReaderTests
{
    [Fact]
    public void The_front_camera_looks_ahead_from_near_the_mirror()
    {
        SensorRig rig = RigReader.Read(Repository.PathOf("scenarios", "rigs", "front_camera.json"));
        CameraSensor camera = Assert.Single(rig.Cameras);
        Assert.Equal(("front_camera", "CAM_FRONT"), (rig.Name, camera.Name));
        Assert.Equal((1280, 720), (camera.Model.Width, camera.Model.Height));

        // Half the image's width lies at half the field of view.
        Assert.Equal(34, Math.Atan(640 / camera.Model.Fx) * 180 / Math.PI, 1e-9);
        Double3 forward = camera.VehicleFromCamera.ApplyDirection(Double3.UnitZ);
        Assert.Equal(0, forward.Y, 1e-12);
        Assert.Equal(-Math.Sin(1.5 * Math.PI / 180), forward.Z, 1e-12);
        Assert.Equal(-1, camera.VehicleFromCamera.ApplyDirection(Double3.UnitX).Y, 1e-12);
        Assert.Null(camera.ExposureValue);
    }

    [Fact]
    public void Focal_lengths_and_angles_are_read_as_written()
    {
        CameraSensor camera =
            Read("""{ "name": "r", "cameras": [{ "name": "LEFT", "width": 640, "height": 480, "fx": 500, "fy": 510, "cx": 321, "cy": 239,"""
                + """ "mount": { "x": 1, "y": 2, "z": 3, "yaw": 90 }, "exposure_value": 12.5, "supersampling": 2 }] }""").Cameras[0];
        Assert.Equal(new CameraModel(640, 480, 500, 510, 321, 239), camera.Model);
        Assert.Equal(new Double3(1, 2, 3), camera.VehicleFromCamera.Translation);
        Assert.Equal(1, camera.VehicleFromCamera.ApplyDirection(Double3.UnitZ).Y, 1e-12);
        Assert.Equal((12.5, 2), (camera.ExposureValue, camera.Supersampling));
    }

    [Fact]
    public void The_surround_rig_has_a_rolling_shutter_and_a_fisheye()
    {
        SensorRig rig = RigReader.Read(Repository.PathOf("scenarios", "rigs", "surround.json"));
        Assert.Equal(2, rig.Cameras.Length);
        CameraSensor front = rig.Cameras[0];
        Assert.Equal(22_500, front.Shutter.RowTimeNs);
        Assert.Equal(719 * 22_500 / 2, front.ReachNs);
        Assert.Equal(front.ReachNs, (rig with { Lidars = [] }).ReachNs);
        // Half a turn of a LiDAR takes longer than half a picture.
        Assert.Equal(rig.Lidars.Max(l => l.Model.HalfPeriodNs), rig.ReachNs);
        CameraSensor fisheye = rig.Cameras[1];
        Assert.False(fisheye.Shutter.IsRolling);
        Assert.Equal(98 * Math.PI / 180, fisheye.Model.Lens!.MaxAngle, 1e-12);

        // Half the image's width lies at half the field of view, through the lens.
        Assert.All(rig.Cameras, c => Assert.Equal((c == front ? 45 : 85) * Math.PI / 180, Math.Acos(c.Model.Ray(1280, c.Model.Cy).Normalized().Z),
            1e-3));
    }

    [Theory]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8, "height": 8, "fx": 5, "lens": { "model": "thin" } }] }""",
        "/cameras/0/lens/model")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8, "height": 8, "fx": 5, "lens": { "model": "kannala_brandt", "p1": 1 } }] }""",
        "/cameras/0/lens/p1")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8, "height": 8, "fx": 5, "lens": { "model": "brown_conrady", "k1": -9999 }"""
        + """ }] }""", "/cameras/0/lens")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8, "height": 8, "horizontal_fov": 120, "lens": { "model": "brown_conrady","""
        + """ "k1": -0.3 } }] }""", "/cameras/0/horizontal_fov")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8, "height": 8, "fx": 5, "row_time": -1 }] }""", "/cameras/0/row_time")]
    [InlineData("""{ "name": "r", "cameras": [] }""", "/cameras")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "../up", "width": 8, "height": 8, "fx": 5 }] }""", "/cameras/0/name")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8, "height": 8, "fx": 5 }, { "name": "a", "width": 8, "height": 8, "fx": 5"""
        + """ }] }""", "/cameras/1/name")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8, "height": 8 }] }""", "/cameras/0")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8, "height": 8, "fx": 5, "horizontal_fov": 70 }] }""", "/cameras/0/fx")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8.5, "height": 8, "fx": 5 }] }""", "/cameras/0/width")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8, "height": 8, "horizontal_fov": 180 }] }""", "/cameras/0/horizontal_fov")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8, "height": 8, "fx": 5, "mount": { "yawn": 3 } }] }""",
        "/cameras/0/mount/yawn")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8, "height": 8, "fx": 1e999 }] }""", "/cameras/0/fx")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8, "height": 8, "fx": 5, "supersampling": 3 }] }""",
        "/cameras/0/supersampling")]
    [InlineData("""{ "name": "r", "cameras": [{ "name": "A", "width": 8, "height": 8, "fx": 5 }], "lidarz": [] }""", "/lidarz")]
    [InlineData("""{ "name": "r", "cameras": {} }""", "/cameras")]
    public void Errors_say_where_and_what_to_do(string json, string pointer)
    {
        InputError error = Assert.Single(Assert.Throws<InputException>(() => Read(json)).Errors);
        Assert.Equal(pointer, error.Pointer);
        Assert.Equal(1, error.Line);
        Assert.NotEmpty(error.Mend);
    }

    private static SensorRig Read(string json)
    {
        string path = Path.Combine(Path.GetTempPath(), $"rig-{Guid.NewGuid():N}.json");
        File.WriteAllText(path, json);
        try
        {
            return RigReader.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
