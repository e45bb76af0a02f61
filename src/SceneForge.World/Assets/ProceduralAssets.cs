using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;

namespace SceneForge.World.Assets;

/// <summary>The assets that code makes.</summary>
public sealed class ProceduralAssets : IAssetSource
{
    // One line for each family.
    private static readonly IAssetMaker[] Makers =
    [
        new Buildings.BuildingMaker(),
        new Vehicles.VehicleMaker(),
        new StreetFurniture.TrafficSigns(),
        new StreetFurniture.SmallThings(),
        new StreetFurniture.StreetLamp(),
        new StreetFurniture.BinsAndBoxes(),
        new People.PersonMaker(),
        new Animals.DogMaker(),
        new TwoWheelers.BicycleMaker(),
        new TwoWheelers.MotorcycleMaker(),
        new Vegetation.TreeMaker(),
        new Vegetation.GardenPlantMaker(),
        new Gardens.BoundaryMaker(),
    ];

    private readonly Dictionary<string, IAssetMaker> _byName =
        Makers.SelectMany(maker => maker.Names.Select(name => (name, maker))).ToDictionary(x => x.name, x => x.maker, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _byName.Keys;

    public bool Contains(string name) => _byName.ContainsKey(name);

    public Model Make(AssetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _byName[request.Name].Make(request);
    }

    public IReadOnlyCollection<string> Files(string name) => [];
}
