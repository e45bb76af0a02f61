using SceneForge.Base.Random;
using SceneForge.World.Assets.People.Body;
using SceneForge.World.Assets.People.Clothes;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.TwoWheelers;

/// <summary>A grown rider by seed.</summary>
internal sealed record RiderDraw(bool Female, double Stature, double Build, Outfit Outfit)
{
    public static RiderDraw Of(AssetRequest request)
    {
        RandomStream body = request.Random.Child("rider");
        bool female = body.NextInt(2) == 0;
        double stature = Math.Clamp((female ? 1.66 : 1.79) + 0.068 * body.Normal(), 1.55, 1.95);
        return new RiderDraw(female, stature, BodyPlan.DrawBuild(child: false, body),
            Outfit.Draw(child: false, female, request.Random.Child("outfit"), color: null));
    }

    /// <summary>
    /// The model for this rider; with a wanted height of machine and rider together, for a rider of the stature (1.45 to 2.05 m) that comes
    /// nearest to it.
    /// </summary>
    public Model Fit(double? height, Func<BodyPlan, Model> build)
    {
        double stature = Stature;
        Model model = build(BodyPlan.Of(child: false, stature, Female, Build));
        // Secant steps; a sitting body grows by about half of what the standing one does.
        double slope = 0.56;
        double stands = Height(model);
        for (int i = 0; height is { } wanted && i < 6 && Math.Abs(stands - wanted) >= 0.0005; i++)
        {
            double next = Math.Clamp(stature + (wanted - stands) / slope, 1.45, 2.05);
            if (next == stature)
            {
                break;
            }

            model = build(BodyPlan.Of(child: false, next, Female, Build));
            double then = Height(model);
            slope = Math.Clamp((then - stands) / (next - stature), 0.3, 1);
            (stature, stands) = (next, then);
        }

        return model;
    }

    private static double Height(Model model) => model.BodyBox(default).Size.Z;
}
