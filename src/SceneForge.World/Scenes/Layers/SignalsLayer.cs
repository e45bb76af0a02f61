using System.Globalization;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.World.Assets;
using SceneForge.World.Ground;
using SceneForge.World.Models;
using SceneForge.World.Roads;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>
/// The traffic signs of the road file that there are assets for: <c>"signals": false</c> leaves them out. Those without an asset are named.
/// </summary>
internal sealed class SignalsLayer : ISceneLayer
{
    // Numbers of the German catalogue (VzKat); a zone's speed sign stands for its plain one.
    private static readonly Dictionary<(string Country, string Type), string> Assets = new()
    {
        [("DE", "136")] = "sign.children",
        [("DE", "205")] = "sign.give_way",
        [("DE", "206")] = "sign.stop",
        [("DE", "314")] = "sign.parking",
    };

    public string Member => "signals";

    public ILayerContent? Read(JsonNode? node, SceneReading reading) => node is null || node.AsBoolean() ? new Content() : null;

    private static string? AssetOf(RoadSignal signal) =>
        signal.Type is "274" or "274.1" && signal.Value == 30 ? "sign.speed30" : Assets.GetValueOrDefault((signal.Country, signal.Type));

    private sealed class Content : ILayerContent
    {
        public void SetDown(SceneBuilder scene)
        {
            foreach (Road road in scene.Roads?.Roads ?? [])
            {
                foreach (RoadSignal signal in road.Signals)
                {
                    SetUp(scene, road, signal);
                }
            }
        }

        private static void SetUp(SceneBuilder scene, Road road, RoadSignal signal)
        {
            if (AssetOf(signal) is not { } asset)
            {
                scene.Warn($"Road \"{road.Id}\": there is no asset for signal \"{signal.Id}\" (country \"{signal.Country}\", "
                    + $"type \"{signal.Type}\"); it is left out.");
                return;
            }

            Model model = scene.Make(new AssetRequest(asset,
                scene.Random(string.Create(CultureInfo.InvariantCulture, $"signals/{road.Id}/{signal.Id}"))));
            Pose face = RoadPlaces.PoseOf(road, signal);
            // A signal's x leads along the traffic that it addresses; a sign's front looks at that traffic.
            Pose foot = new(scene.Ground.Drop(face.Translation), Rotation.Around(Double3.UnitZ, face.Rotation.Yaw() + Math.PI));
            if (!scene.TryAdd(model, foot, 0))
            {
                scene.Warn($"Road \"{road.Id}\": signal \"{signal.Id}\" stands on a lane or in something else; it is left out.");
            }
        }
    }
}
