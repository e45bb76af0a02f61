using System.Numerics;
using SceneForge.Sensors.Appearance;
using SceneForge.Sensors.Rendering;

namespace SceneForge.Tests.Appearance;

/// <summary>A small picture with a flat area whose mean colour every renderer must meet.</summary>
/// <param name="Region">First and last column and row of the area.</param>
public sealed record ColourScene(string Name, CameraShot Shot, (int X0, int Y0, int X1, int Y1) Region)
{
    /// <summary>3 % of full scale.</summary>
    public const double Tolerance = 0.03 * 255;

    /// <summary>What the area sends to the camera by a closed form, cd/m^2; null where there is none.</summary>
    public Vector3? Luminance { get; init; }

    /// <summary>How far the closed form may be off, of 255.</summary>
    public double TruthTolerance { get; init; } = Tolerance;

    /// <summary>The closed form as the picture's values.</summary>
    public Vector3 Expected
    {
        get
        {
            Vector3 display = FilmicCurve.Display(Luminance!.Value * Exposure.Scale(Shot.Camera.ExposureValue!.Value));
            return 255 * new Vector3((float)SrgbCurve.Encode(display.X), (float)SrgbCurve.Encode(display.Y), (float)SrgbCurve.Encode(display.Z));
        }
    }

    public Vector3 MeanOf(byte[] rgb)
    {
        (double r, double g, double b) = (0, 0, 0);
        int count = 0;
        for (int y = Region.Y0; y <= Region.Y1; y++)
        {
            for (int x = Region.X0; x <= Region.X1; x++)
            {
                int at = 3 * (y * Shot.Camera.Model.Width + x);
                (r, g, b) = (r + rgb[at], g + rgb[at + 1], b + rgb[at + 2]);
                count++;
            }
        }

        return new Vector3((float)(r / count), (float)(g / count), (float)(b / count));
    }
}
