using System.Globalization;
using SceneForge.World.Assets;
using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;
using SceneForge.World.Roads;

namespace SceneForge.World.Dressing;

/// <summary>Sets up the traffic signs of the road file that there are assets for; others are left out.</summary>
internal static class SignalDresser
{
    // Numbers of the German catalogue (VzKat); a zone's speed sign stands for its plain one.
    private static readonly Dictionary<(string Country, string Type), string> Assets = new()
    {
        [("DE", "136")] = "sign.children",
        [("DE", "205")] = "sign.give_way",
        [("DE", "206")] = "sign.stop",
        [("DE", "314")] = "sign.parking",
    };

    public static void Signals(SceneBuilder scene)
    {
        foreach (Road road in scene.Roads.Roads)
        {
            foreach (RoadSignal signal in road.Signals)
            {
                if (AssetOf(signal) is { } asset)
                {
                    Model model = AssetLibrary.Make(new AssetRequest(asset,
                        scene.Random(string.Create(CultureInfo.InvariantCulture, $"signals/{road.Id}/{signal.Id}"))));
                    Pose face = RoadPlaces.PoseOf(road, signal);
                    Double3 foot = face.Translation with { Z = scene.Roads.GroundHeight(face.Translation.X, face.Translation.Y) };
                    // A signal's x leads along the traffic that it addresses; a sign's front looks at that traffic.
                    scene.TryAdd(model, new Pose(foot, Rotation.Around(Double3.UnitZ, face.Rotation.Yaw() + Math.PI)), 0);
                }
            }
        }
    }

    private static string? AssetOf(RoadSignal signal) =>
        signal.Type is "274" or "274.1" && signal.Value == 30 ? "sign.speed30" : Assets.GetValueOrDefault((signal.Country, signal.Type));
}
