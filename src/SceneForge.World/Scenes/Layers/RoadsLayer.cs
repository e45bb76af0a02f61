using SceneForge.Base.Input;
using SceneForge.World.Roads;
using SceneForge.World.Roads.Networks;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>The roads of an OpenDRIVE file with the open ground around them: <c>"road": "road.xodr"</c>.</summary>
internal sealed class RoadsLayer : ISceneLayer
{
    public string Member => "road";

    public ILayerContent? Read(JsonNode? node, SceneReading reading)
    {
        reading.HasRoads = node is not null;
        return node is null ? null : new Content(Path.Combine(reading.Folder, node.AsString()), reading);
    }

    private sealed class Content(string file, SceneReading reading) : ILayerContent
    {
        private RoadGround? _ground;

        public void LayGround(SceneBuilder scene)
        {
            RoadNetwork roads = RoadNetwork.Read(file);
            scene.AddFile(file);
            scene.Roads = roads;
            scene.AddGround(_ground = RoadGround.Of(roads, scene.Surfaces, reading.OpenGround));
            foreach (string warning in roads.Warnings)
            {
                scene.Warn(warning);
            }

            foreach (string material in roads.Roads.SelectMany(r => r.Sections).SelectMany(s => s.Lanes).SelectMany(l => l.Materials)
                .Select(m => m.Surface).Distinct().Where(m => !scene.Surfaces.Contains(m)))
            {
                scene.Warn($"{file}: lane material \"{material}\" is no surface of {scene.Surfaces.Path}; "
                    + "those lanes look as their type usually does.");
            }
        }

        public void AddSurfaces(SceneBuilder scene) => scene.AddRange(RoadSurface.Build(_ground!, scene.Surfaces, scene.NextId));
    }
}
