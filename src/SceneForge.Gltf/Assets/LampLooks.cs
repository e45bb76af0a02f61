using System.Numerics;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Assets;

/// <summary>What a lamp of each channel looks like where it burns and its file does not say.</summary>
internal static class LampLooks
{
    /// <param name="luminance">cd/m^2; null: the channel's usual.</param>
    /// <returns>Linear RGB, cd/m^2.</returns>
    public static Vector3 Of(LampChannel channel, double? luminance)
    {
        (Vector3 color, double usual) = Usual(channel);
        return color * (float)(luminance ?? usual);
    }

#pragma warning disable CS8524 // No default: a channel without its looks does not compile.
    // Colours after UN Regulation 48, 2.29; luminances of the areas that vehicles here have.
    private static (Vector3 Color, double Luminance) Usual(LampChannel channel) => channel switch
    {
        LampChannel.LowBeam => (new Vector3(1, 0.97f, 0.92f), 1.9e6),
        LampChannel.DaytimeRunning => (Vector3.One, 2.4e4),
        LampChannel.Tail => (Red, 400),
        LampChannel.Brake => (Red, 6000),
        LampChannel.IndicatorLeft or LampChannel.IndicatorRight => (Amber, 7000),
        LampChannel.Reverse => (new Vector3(1, 0.98f, 0.94f), 2500),
        LampChannel.StreetLamp => (new Vector3(1, 0.87f, 0.67f), 2e4),
        LampChannel.Window => (new Vector3(1, 0.8f, 0.55f), 200),
        LampChannel.SignalRed => (Red, 8000),
        LampChannel.SignalAmber => (Amber, 8000),
        LampChannel.SignalGreen => (new Vector3(0.01f, 1, 0.55f), 8000),
        LampChannel.Hall => (new Vector3(1, 0.98f, 0.95f), 6000),
    };
#pragma warning restore CS8524

    private static Vector3 Red => new(1, 1e-4f, 5e-5f);

    private static Vector3 Amber => new(1, 0.27f, 1.4e-4f);
}
