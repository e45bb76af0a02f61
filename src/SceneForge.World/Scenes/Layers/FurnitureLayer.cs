using System.Globalization;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.World.Assets;
using SceneForge.World.Models;
using SceneForge.World.Roads;
using SceneForge.World.Roads.Surfaces;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>
/// The things of the road file that have a height: barriers, poles, trees, buildings, obstacles, ...; <c>"furniture": false</c> leaves them
/// out. What is flat is part of the roads' surface; what is not understood is named in the scene's warnings.
/// </summary>
internal sealed class FurnitureLayer : ISceneLayer
{
    public string Member => "furniture";

    public ILayerContent? Read(JsonNode? node, SceneReading reading) => node is null || node.AsBoolean() ? new Content() : null;

    private sealed class Content : ILayerContent
    {
        public void SetDown(SceneBuilder scene)
        {
            foreach (Road road in scene.Roads?.Roads ?? [])
            {
                foreach (RoadObject thing in road.Objects.Where(o => !ObjectLayout.IsFlat(o)))
                {
                    if (!(Plant(scene, road, thing) || FurnitureShape.TryBuild(scene, road, thing)))
                    {
                        scene.Warn($"Road \"{road.Id}\": object \"{thing.Id}\" (type \"{thing.Type}\", name \"{thing.Name}\") is not understood "
                            + "and left out.");
                    }
                }
            }
        }

        /// <summary>Sets down what there are assets for: trees, shrubs and street lamps.</summary>
        private static bool Plant(SceneBuilder scene, Road road, RoadObject thing)
        {
            string? asset = thing.Type switch
            {
                "tree" => "tree.broadleaf",
                "vegetation" => thing.Height > 2.5 ? "tree.broadleaf" : "shrub",
                "streetLamp" or "lamp" => "lamp.street",
                _ => null,
            };
            if (asset is null || !thing.Outlines.IsEmpty)
            {
                return false;
            }

            double? height = thing.Height >= 0.1 ? Math.Min(thing.Height, 50) : null;
            int copy = 0;
            foreach (Pose pose in RoadPlaces.PosesOf(road, thing))
            {
                string path = string.Create(CultureInfo.InvariantCulture, $"furniture/{road.Id}/{thing.Id}/{copy++}");
                Model model = scene.Make(new AssetRequest(asset, scene.Random(path), height));
                scene.TryAdd(model, Pose.At(pose.Translation.X, pose.Translation.Y, pose.Translation.Z, pose.Rotation.Yaw()),
                    double.NegativeInfinity);
            }

            return true;
        }
    }
}
