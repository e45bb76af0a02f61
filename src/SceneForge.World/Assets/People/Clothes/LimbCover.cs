using SceneForge.World.Assets.People.Body;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.People.Clothes;

/// <summary>Arms and legs with sleeves, trousers, socks.</summary>
internal static class LimbCover
{
    public static void AddThigh(MeshBuilder mesh, BodyShape body, BodyPlan plan, Outfit outfit, int side)
    {
        double u = plan.Unit;
        double knee = plan.KneeHeight;
        double hip = plan.HipHeight + 0.02 * (plan.HipHeight - knee);
        BodyLoft leg = body.Leg(side);
        double round = 0.052 * plan.Limb;
        if (outfit.Legs is LegGarment.Jeans or LegGarment.Trousers)
        {
            double loose = LegLooseness(outfit) * u;
            leg.AddTo(mesh.Part("trousers", outfit.LegCloth), 14, 7, round, 0.05 * u, knee, hip, z =>
                loose * (1 - 0.5 * Math.Clamp((z - hip + 0.2 * u) / (0.2 * u), 0, 1)));
            return;
        }

        if (outfit.Legs == LegGarment.Shorts)
        {
            double hem = knee + 0.10 * (plan.HipHeight - knee);
            leg.AddTo(mesh.Part("trousers", outfit.LegCloth), 14, 5, 0.002 * u, 0.05 * u, hem, hip, z =>
                u * (0.010 + 0.020 * Math.Clamp((hip - z) / (hip - hem), 0, 1)));
            leg.AddTo(mesh.Part("skin", outfit.Skin), 14, 3, round, 0.02 * u, knee, hem + 0.10 * u);
            return;
        }

        leg.AddTo(mesh.Part("skin", outfit.Skin), 14, 7, round, 0.05 * u, knee, hip);
    }

    public static void AddShank(MeshBuilder mesh, BodyShape body, BodyPlan plan, Outfit outfit, int side)
    {
        double u = plan.Unit;
        double knee = plan.KneeHeight;
        double ankle = plan.AnkleHeight;
        BodyLoft leg = body.Leg(side);
        double round = 0.052 * plan.Limb;
        double hem = ankle + 0.06 * (knee - ankle);
        if (outfit.Legs is LegGarment.Jeans or LegGarment.Trousers)
        {
            double loose = LegLooseness(outfit) * u;
            leg.AddTo(mesh.Part("trousers", outfit.LegCloth), 14, 7, 0.002 * u, round, hem, knee, z =>
                loose * (1 + 0.7 * Math.Clamp((ankle + 0.45 * (knee - ankle) - z) / (0.3 * (knee - ankle)), 0, 1)));
            leg.AddTo(mesh.Part("socks", outfit.Socks), 12, 1, 0.01 * u, 0.01 * u, ankle, hem + 0.03 * u);
            return;
        }

        double sock = ankle + 0.30 * (knee - ankle);
        leg.AddTo(mesh.Part("skin", outfit.Skin), 14, 8, 0.01 * u, round, sock - 0.02 * u, knee);
        leg.AddTo(mesh.Part("socks", outfit.Socks), 12, 4, 0.01 * u, 0.002 * u, ankle, sock, z => 0.003 * u);
    }

    public static void AddUpperArm(MeshBuilder mesh, BodyShape body, BodyPlan plan, Outfit outfit, int side)
    {
        double u = plan.Unit;
        BodyLoft arm = body.Arm(side);
        double shoulder = plan.ShoulderHeight;
        double elbow = shoulder - plan.UpperArm;
        double loose = SleeveLooseness(outfit) * u;
        double dome = 0.029 * plan.Limb + 0.3 * loose;
        double round = 0.036 * plan.Limb;
        if (outfit.Top == TopGarment.TShirt)
        {
            double hem = elbow + 0.34 * plan.UpperArm;
            arm.AddTo(mesh.Part("top", outfit.TopCloth), 12, 4, 0.002 * u, dome, hem, shoulder, z =>
                u * (0.004 + 0.009 * Math.Clamp((shoulder - z) / (shoulder - hem), 0, 1)));
            arm.AddTo(mesh.Part("skin", outfit.Skin), 12, 4, round, 0.01 * u, elbow, hem + 0.06 * u);
            return;
        }

        arm.AddTo(mesh.Part("top", outfit.TopCloth), 12, 6, round, dome, elbow, shoulder, z =>
            loose * (1 - 0.6 * Math.Clamp((z - shoulder + 0.15 * u) / (0.15 * u), 0, 1)));
    }

    public static void AddForearm(MeshBuilder mesh, BodyShape body, BodyPlan plan, Outfit outfit, int side)
    {
        double u = plan.Unit;
        BodyLoft arm = body.Arm(side);
        double elbow = plan.ShoulderHeight - plan.UpperArm;
        double wrist = elbow - plan.Forearm;
        double loose = SleeveLooseness(outfit) * u;
        double round = 0.036 * plan.Limb;
        if (outfit.Top == TopGarment.TShirt)
        {
            arm.AddTo(mesh.Part("skin", outfit.Skin), 12, 7, 0.012 * u, round, wrist, elbow);
            return;
        }

        double hem = wrist + 0.04 * plan.Forearm;
        arm.AddTo(mesh.Part("top", outfit.TopCloth), 12, 6, 0.002 * u, round, hem, elbow, z => loose);
        if (outfit.Top is TopGarment.Hoodie or TopGarment.Jacket)
        {
            Material cuff = outfit.Top == TopGarment.Jacket ? outfit.Trim : outfit.TopCloth;
            arm.AddTo(mesh.Part("trim", cuff), 12, 1, 0.002 * u, 0.003 * u, hem - 0.012 * u, hem + 0.030 * u, _ => 0.75 * loose + 0.003 * u);
        }

        arm.AddTo(mesh.Part("skin", outfit.Skin), 12, 2, 0.012 * u, 0.004 * u, wrist, hem + 0.03 * u);
    }

    private static double LegLooseness(Outfit outfit) => outfit.Legs == LegGarment.Jeans ? 0.009 : 0.015;

    private static double SleeveLooseness(Outfit outfit) => outfit.Top switch
    {
        TopGarment.LongSleeve => 0.007,
        TopGarment.Hoodie => 0.014,
        _ => 0.017,
    };
}
