using System.Numerics;
using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Camera;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Rendering;
using Xunit;

namespace SceneForge.Tests.Appearance;

/// <summary>Colours of flat areas against closed forms. One subclass a renderer.</summary>
public abstract class ColourSuite
{
    private protected abstract ISensorRenderer Renderer { get; }

    [SuiteFact]
    public async Task Flat_areas_have_the_colours_of_their_closed_forms()
    {
        ColourScene[] scenes = [.. ColourScenes.All.Where(s => s.Luminance is not null)];
        // Five exposures of the grey card, snow, a lamp, a window, a brake lamp, fog.
        Assert.Equal(10, scenes.Length);
        List<string> off = [];
        foreach (ColourScene scene in scenes)
        {
            Vector3 seen = scene.MeanOf((await Renderer.RenderAsync(scene.Shot, default)).Rgb);
            if (ColourAgreementTests.Largest(seen - scene.Expected) > scene.TruthTolerance)
            {
                off.Add($"{scene.Name}: {seen:f1} for {scene.Expected:f1}");
            }
        }

        Assert.Empty(off);
    }

    [SuiteFact]
    public async Task An_eighteen_percent_card_under_the_metered_light_is_eighteen_percent_on_the_display()
    {
        ColourScene card = ColourScenes.GreyCard(0);
        Vector3 seen = card.MeanOf((await Renderer.RenderAsync(card.Shot, default)).Rgb);
        // 18 % in sRGB is 117.6; the overcast sky's tint and the card's gloss move single colours.
        Assert.InRange((seen.X + seen.Y + seen.Z) / 3, 117.6 - ColourScene.Tolerance, 117.6 + ColourScene.Tolerance);
    }
}

public sealed class RayCameraColourSuite : ColourSuite, IDisposable
{
    private readonly RayCamera _renderer = new(new RayCaster(), jobs: 2);

    private protected override ISensorRenderer Renderer => _renderer;

    public void Dispose() => _renderer.Dispose();
}

[NeedsOpenGL]
public sealed class OpenGLColourSuite(OpenGLSuite.Fixture fixture) : ColourSuite, IClassFixture<OpenGLSuite.Fixture>
{
    private protected override ISensorRenderer Renderer => fixture.Renderer;
}

/// <summary>One frame of one rig may come from two renderers, so they must look alike.</summary>
public sealed class ColourAgreementTests(OpenGLSuite.Fixture fixture) : IClassFixture<OpenGLSuite.Fixture>
{
    [OpenGLFact]
    public async Task Colours_of_flat_areas_agree_between_the_renderers_within_three_percent()
    {
        using RayCamera rays = new(new RayCaster(), jobs: 2);
        Assert.True(ColourScenes.All.Length > 20);
        List<string> off = [];
        foreach (ColourScene scene in ColourScenes.All)
        {
            Vector3 a = scene.MeanOf((await fixture.Renderer.RenderAsync(scene.Shot, default)).Rgb);
            Vector3 b = scene.MeanOf((await rays.RenderAsync(scene.Shot, default)).Rgb);
            // A black or white area would agree whatever was drawn.
            Assert.True(Largest(a) is > 5 and < 254.5, $"{scene.Name}: {a}");
            if (Largest(a - b) > ColourScene.Tolerance)
            {
                off.Add($"{scene.Name}: OpenGL {a:f1}, rays {b:f1}");
            }
        }

        Assert.Empty(off);
    }

    internal static double Largest(Vector3 v) => Math.Max(Math.Abs(v.X), Math.Max(Math.Abs(v.Y), Math.Abs(v.Z)));
}
