using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Appearance;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lighting;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Tests.Appearance;

/// <summary>Floors, walls and lamps under every light and weather.</summary>
internal static class ColourScenes
{
    private const int Width = 96;
    private const int Height = 64;

    private static readonly Pose Above = new(new Double3(0, 0, 5), Rotation.FromAxes(-Double3.UnitY, -Double3.UnitX, -Double3.UnitZ));
    private static readonly Conditions Overcast = TestWorlds.Noon with { CloudCover = 1 };
    private static readonly Conditions Night = Overcast with { LocalTime = new(2026, 12, 21, 23, 45, 0, TimeSpan.FromHours(1)) };
    private static readonly (int, int, int, int) Middle = (40, 24, 55, 39);

    // Lamps shine from outside of what carries them.
    private static readonly Double3 Below = new(0, 0, -0.1);
    private static readonly Double3 Before = new(0.1, 0, 0);

    public static ImmutableArray<ColourScene> All { get; } =
    [
        GreyCard(0), GreyCard(-2), GreyCard(-1), GreyCard(1), GreyCard(2),
        WetPatch(0.45), WetPatch(0.8), Snow(), LampAbove(), LowBeamAhead(), LitWindow(), BrakeLamp(), Fog(), Rain(), FallingSnow(),
        Shadow(lit: true), Shadow(lit: false), Sunny(), NightStreet(wet: 0), NightStreet(wet: 0.45), Sky(0), Sky(1),
    ];

    /// <summary>Off its right exposure by some stops. A dielectric's gloss adds up to 9 % of the luminance, which is 4 of 255 here.</summary>
    public static ColourScene GreyCard(double stops)
    {
        Vector3 luminance = Light(Overcast) * 0.18f / MathF.PI;
        double exposure = Exposure.ForMidGrey(Luma(luminance)) - stops;
        return new ColourScene($"grey card {stops:+0;-0;0} EV", Shot(World(Overcast, Floor(0.18f, 0.5f)), Above, exposure), Middle)
        {
            Luminance = luminance,
        };
    }

    private static ColourScene WetPatch(double wetness)
    {
        Conditions wet = Overcast with { Wetness = wetness };
        Pose low = new(new Double3(0, 0, 4), Rotation.Around(Double3.UnitY, 0.6) * TestWorlds.AlongX);
        return new ColourScene($"wetness {wetness}", Shot(World(wet, Floor(0.2f, 0.8f)), low, 12), (30, 30, 65, 60));
    }

    private static ColourScene Snow()
    {
        Conditions snowy = Overcast with { SnowCover = 1 };
        Vector3 luminance = Light(snowy) * SnowPatches.Color / MathF.PI;
        return new ColourScene("snow on the ground", Shot(World(snowy, Floor(0.2f, 0.8f)), Above, Exposure.ForMidGrey(Luma(luminance))), Middle)
        {
            Luminance = luminance,
        };
    }

    private static ColourScene LampAbove()
    {
        Lamp lamp = new(LampChannel.StreetLamp, 0, Below, -Double3.UnitZ, new Vector3(1000, 800, 600), 0.6, 1.2);
        WorldObject carrier = Carrier(1002, lamp, Pose.At(0, 0, 10.1));
        Vector3 luminance = lamp.Intensity / 100 * 0.18f / MathF.PI;
        return new ColourScene("lamp at 10 m",
            Shot(World(Night with { StreetLamps = true }, Floor(0.18f, 0.5f), carrier), Above, Exposure.ForMidGrey(Luma(luminance))), Middle)
        {
            Luminance = luminance,
        };
    }

    private static ColourScene LowBeamAhead()
    {
        Lamp lamp = new(LampChannel.LowBeam, 0, Before, Double3.UnitX, new Vector3(15000), 0.03, 0.76);
        WorldObject car = Carrier(2, lamp, Pose.At(-15, 0, 0.65)) with { Lamps = new LampPlan { IsDriven = true } };
        Pose high = Above with { Translation = new Double3(0, 0, 5) };
        return new ColourScene("low beam 15 m ahead", Shot(World(Night with { HeadLamps = true }, Floor(0.18f, 0.5f), car), high, 1),
            (44, 28, 51, 35));
    }

    private static ColourScene LitWindow()
    {
        Material glass = new() { Name = "lit", BaseColor = new Vector3(0.02f), Roughness = 0.9f, Emission = new Vector3(11f, 6.4f, 2.6f),
            EmissionSwitch = LampChannel.Window };
        // The first id whose house is lit.
        int id = Enumerable.Range(1002, 20).First(i => World(Night with { StreetLamps = true }, Wall(glass, 20) with { Id = i }).LampsAt(0, 0)
            .Burns(LampChannel.Window));
        return new ColourScene("lit window",
            Shot(World(Night with { StreetLamps = true }, Wall(glass, 20) with { Id = id }), TestWorlds.LookAlongX(0, 0, 5), 4), Middle)
        {
            Luminance = glass.Emission,
        };
    }

    private static ColourScene BrakeLamp()
    {
        Material lens = new() { Name = "brake_lamp", BaseColor = new Vector3(0.4f, 0.008f, 0.01f), Roughness = 0.9f,
            Emission = new Vector3(300, 20, 10), EmissionSwitch = LampChannel.Brake };
        // From 10 to 5 m/s in a second.
        Track braking = new([State(20, 10), State(20, 5)], TestWorlds.Second);
        WorldObject car = Wall(lens, 20) with { Id = 2, Track = braking };
        return new ColourScene("brake lamp", Shot(World(Night, car), TestWorlds.LookAlongX(0, 0, 5), 9, TestWorlds.Second), Middle)
        {
            Luminance = lens.Emission,
        };

        static ObjectState State(double x, double speed) => new(Pose.At(x, 0, 0), new MotionState(speed, 0, 0, 0));
    }

    private static ColourScene Fog()
    {
        Conditions fog = Overcast with { Visibility = 100 };
        SkyLight light = SkyLight.For(fog);
        Material emitting = new() { Name = "sign", BaseColor = Vector3.Zero, Roughness = 1, Emission = light.FogRadiance * 3 };
        // Koschmieder: 5 % of the contrast is left at 100 m, and the root of it at 50 m.
        float through = MathF.Sqrt(0.05f);
        Vector3 luminance = light.FogRadiance * (1 - through) + emitting.Emission * through;
        return new ColourScene("fog at 50 m",
            Shot(World(fog, Wall(emitting, 50)), TestWorlds.LookAlongX(0, 0, 10), Exposure.ForMidGrey(Luma(luminance))), Middle)
        {
            Luminance = luminance,
        };
    }

    private static ColourScene Rain()
    {
        Conditions rain = Overcast with { RainRate = 20, Wetness = 0.4 };
        return new ColourScene("rain", Shot(World(rain, Wall(Paint(0.05f), 30)), TestWorlds.LookAlongX(0, 0, 10), 12), (10, 10, 85, 50));
    }

    private static ColourScene FallingSnow()
    {
        Conditions snow = Overcast with { SnowRate = 3 };
        return new ColourScene("falling snow", Shot(World(snow, Wall(Paint(0.05f), 30)), TestWorlds.LookAlongX(0, 0, 10), 12), (10, 10, 85, 50));
    }

    private static ColourScene Shadow(bool lit)
    {
        // A plate 8 m wide, 12 m up, whose shadow the sun of the afternoon puts beside it.
        Conditions afternoon = TestWorlds.Noon with { LocalTime = TestWorlds.Noon.LocalTime.AddHours(4), CloudCover = 0 };
        SkyLight light = SkyLight.For(afternoon);
        Double3 toSun = light.SunDirection;
        Double3 plate = new(toSun.X / toSun.Z * 12, toSun.Y / toSun.Z * 12, 12);
        WorldObject cover = new(1002, "plate", TestWorlds.Box("building", new Double3(8, 8, 0.1)), Track.Still(new Pose(plate, Rotation.Identity)));
        return new ColourScene(lit ? "beside the shadow" : "in the shadow",
            Shot(World(afternoon, Floor(0.18f, 0.5f), cover), lit ? Above with { Translation = new Double3(-14, 14, 5) } : Above, 13), Middle);
    }

    private static ColourScene Sunny() =>
        new("clear noon", Shot(World(TestWorlds.Noon with { CloudCover = 0 }, Floor(0.18f, 0.5f)), Above, 14), Middle);

    private static ColourScene NightStreet(double wet)
    {
        Lamp street = new(LampChannel.StreetLamp, 0, Below, -Double3.UnitZ, new Vector3(2100, 1820, 1400), 0.785, 1.36);
        Lamp beam = new(LampChannel.LowBeam, 0, Before, Double3.UnitX, new Vector3(15000), 0.03, 0.76);
        WorldObject[] lamps = [.. Enumerable.Range(0, 4).Select(i => Carrier(1002 + i, street, Pose.At(8 + 12 * i, 5, 6)))];
        WorldObject car = Carrier(2, beam, Pose.At(3, 0, 0.65)) with { Lamps = new LampPlan { IsDriven = true } };
        Conditions night = Night with { StreetLamps = true, HeadLamps = true, Wetness = wet };
        Pose eye = new(new Double3(0, 0, 1.4), Rotation.Around(Double3.UnitY, 0.12) * TestWorlds.AlongX);
        return new ColourScene($"night street, wetness {wet}", Shot(World(night, [Floor(0.12f, 0.8f), car, .. lamps]), eye, 2.2), (20, 34, 75, 60));
    }

    private static ColourScene Sky(double cover)
    {
        Conditions evening = TestWorlds.Noon with { LocalTime = TestWorlds.Noon.LocalTime.AddHours(6), CloudCover = cover };
        Pose up = new(new Double3(0, 0, 5), Rotation.Around(Double3.UnitY, -0.5) * TestWorlds.AlongX);
        return new ColourScene($"sky, cover {cover}", Shot(World(evening, Floor(0.18f, 0.5f)), up, 12), (10, 5, 85, 35));
    }

    private static WorldTimeline World(Conditions conditions, params WorldObject[] objects) =>
        new(TestWorlds.Taxonomy, conditions, [.. objects.OrderBy(o => o.Id)], 2 * TestWorlds.Second, ImmutableSortedDictionary<string, long>.Empty);

    private static CameraShot Shot(WorldTimeline world, Pose pose, double exposure, long timeNs = 0)
    {
        CameraShot shot = TestWorlds.Shot(world, pose, Width, Height, 80, timeNs);
        return shot with { Camera = shot.Camera with { ExposureValue = exposure } };
    }

    private static WorldObject Floor(float grey, float porosity) =>
        new(1001, "floor", Solid(Paint(grey) with { Porosity = porosity }, mesh => mesh.Quad(new(-200, -200, 0), new(200, -200, 0), new(200, 200, 0),
            new(-200, 200, 0))), Track.Still(Pose.Identity));

    /// <summary>A large square that faces the camera.</summary>
    private static WorldObject Wall(Material material, double x) =>
        new(1003, "wall", Solid(material, mesh => mesh.Quad(new(0, 60, -60), new(0, -60, -60), new(0, -60, 60), new(0, 60, 60))),
            Track.Still(Pose.At(x, 0, 0)));

    private static WorldObject Carrier(int id, Lamp lamp, Pose pose) =>
        new(id, "lamp", TestWorlds.Box("pole", new Double3(0.05, 0.05, 0.05)) with { Lamps = [lamp] }, Track.Still(pose));

    private static Material Paint(float grey) => new() { Name = "grey", BaseColor = new Vector3(grey), Roughness = 1 };

    private static Model Solid(Material material, Action<MeshBuilder> build)
    {
        MeshBuilder mesh = new();
        mesh.Part("surface", material);
        build(mesh);
        return new Model { Name = "solid", Class = "building", Nodes = [mesh.BuildNode("body")], Articulation = RigidArticulation.Single };
    }

    /// <summary>On level ground without the sun, lux.</summary>
    private static Vector3 Light(Conditions conditions) => SkyLight.For(conditions).Illuminance(Double3.UnitZ);

    private static double Luma(Vector3 v) => 0.2126 * v.X + 0.7152 * v.Y + 0.0722 * v.Z;
}
