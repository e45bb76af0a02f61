using System.Collections.Immutable;
using SceneForge.Base.Numerics;
using SceneForge.Base.Random;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Animals;

/// <summary>Dogs of middle size.</summary>
internal sealed class DogMaker : IAssetMaker
{
    private static readonly string[] LegNames = ["leftHind", "rightHind", "leftFore", "rightFore"];
    private static readonly string[] PieceNames = ["Upper", "Lower", "Pastern", "Paw"];

    public IReadOnlyList<string> Names { get; } = ["dog"];

    public Model Make(AssetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RandomStream random = request.Random.Child("dog");
        DogPlan plan = DogPlan.Draw(random, request.Color);
        double tail = StrictMath.Radians(random.Uniform(15, 95));
        Model model = Build(plan, tail);
        if (request.Height is { } height)
        {
            // Everything is proportional to the withers' height.
            double stands = model.BodyBox(default).Size.Z;
            model = Build(plan with { Withers = plan.Withers * height / stands }, tail);
        }

        return model;
    }

    private static Model Build(DogPlan plan, double tail)
    {
        DogShape shape = new(plan);
        ImmutableArray<ModelNode>.Builder nodes = ImmutableArray.CreateBuilder<ModelNode>(DogGait.NodeCount);
        void Add(string name, Action<MeshBuilder> add)
        {
            MeshBuilder mesh = new();
            add(mesh);
            nodes.Add(mesh.BuildNode(name));
        }

        Add("trunk", shape.AddTrunk);
        Add("neck", shape.AddNeck);
        Add("head", shape.AddHead);
        Add("tail", shape.AddTail);
        for (int leg = 0; leg < 4; leg++)
        {
            for (int piece = 0; piece < 4; piece++)
            {
                int part = piece;
                bool hind = leg < 2;
                Add(LegNames[leg] + PieceNames[piece], mesh => shape.AddLegPiece(mesh, hind, part));
            }
        }

        return new Model
        {
            Name = "dog",
            Class = "animal",
            Nodes = nodes.MoveToImmutable(),
            Articulation = new DogGait(plan.Withers, tail),
        };
    }
}
