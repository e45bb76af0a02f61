using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;

namespace SceneForge.World.Assets;

/// <summary>All assets by name.</summary>
public static class AssetLibrary
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

    private static readonly Dictionary<string, IAssetMaker> ByName =
        Makers.SelectMany(maker => maker.Names.Select(name => (name, maker))).ToDictionary(x => x.name, x => x.maker, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    public static bool Contains(string name) => ByName.ContainsKey(name);

    /// <exception cref="KeyNotFoundException">No family makes that asset; specs are checked before.</exception>
    public static Model Make(AssetRequest request) => ByName[request.Name].Make(request);
}
