namespace SceneForge.World.Assets.People.Clothes;

/// <summary>Colours to draw from, sRGB. Skins run over the Monk scale's ten tones.</summary>
internal static class Palette
{
    public static readonly string[] Skins = ["#f2ddd0", "#ecd0bd", "#e6c2a4", "#d9ad8a", "#c7946d", "#ad7850", "#8d5a3a", "#6f4530", "#5a3b2d",
        "#453028"];

    public static readonly string[] Hairs = ["#1a1512", "#1a1512", "#2c1f18", "#43301f", "#5c3f28", "#8a6337", "#b08d57", "#6b2e1a", "#8b8781",
        "#c9c5bd"];

    public static readonly string[] YoungHairs = ["#1a1512", "#2c1f18", "#43301f", "#5c3f28", "#8a6337", "#b08d57", "#cfae74", "#7c3a1e"];

    public static readonly string[] Irises = ["#2a1a10", "#3a2414", "#4a5a3a", "#3a5a7a", "#50606a"];

    public static readonly string[] Cloth =
    [
        "#1d2430", "#2b2b2d", "#5a5d60", "#9a9c9e", "#e4e2dc", "#7a1f24", "#274a6e", "#2f5a45", "#6b5640", "#b9a383",
        "#4a3a5a", "#c05a2a", "#86a0b4", "#d8c7a8", "#34506a", "#a33a3a",
    ];

    public static readonly string[] BrightCloth =
    [
        "#d6272b", "#f2b81f", "#1f77c9", "#2e9e4f", "#ef6f2e", "#e85fa0", "#6a4fc0", "#19a6a6", "#f4f1e8", "#2a3550", "#8fc93a", "#c0392b",
    ];

    public static readonly string[] Denim = ["#2b3d57", "#3a5273", "#4f6d92", "#1f2735", "#6f8aa8", "#24344c"];

    public static readonly string[] Trousers = ["#26272a", "#3b3a38", "#5b5347", "#8a7a60", "#2c3a30", "#4a4d52", "#1f2a3d", "#a4957a"];

    public static readonly string[] Trims = ["#f0eee8", "#202124", "#c8c8c8", "#d23a2e", "#2a4d8f"];

    public static readonly string[] Trainers = ["#f0f0ee", "#d6322e", "#2a5fb0", "#26272a", "#f0c02a", "#e86aa4", "#3f8f5a"];

    public static readonly string[] Shoes = ["#1b1a19", "#3a271b", "#5b3a22", "#f0f0ee", "#3f4347", "#7a6a58", "#27303f"];

    public static readonly string[] Soles = ["#f2f1ec", "#1e1d1c", "#d8c9a8", "#e9e9e7"];

    public static readonly string[] Socks = ["#f2f2f0", "#2a2a2c", "#8f9296", "#d8e4ee"];
}
