using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace SceneForge.Quality.Sampling;

/// <summary>
/// The source of every choice of a draw: seed = SHA-256(root || nonce), and each choice is a SHA-256 over the seed and a name.
/// Nothing depends on the order of choices; docs/gate.md has the same in Python.
/// </summary>
public sealed class DrawSeed
{
    /// <summary>Bytes of a nonce.</summary>
    public const int NonceBytes = 32;

    private readonly byte[] _seed;

    /// <param name="rootHash">The sealed dataset's root hash: 64 hexadecimal digits, hashed as 32 bytes.</param>
    /// <param name="nonce">64 hexadecimal digits, drawn after the seal.</param>
    public DrawSeed(string rootHash, string nonce) => _seed = SHA256.HashData([.. Bytes(rootHash), .. Bytes(nonce)]);

    /// <summary>The seed, lower-case hexadecimal. Nobody who reviews may know it before the verdict: it tells which frames were drawn.</summary>
    public string Hex => Convert.ToHexStringLower(_seed);

    /// <summary>A number that ranks variations: the smallest are drawn. As text, so that ordinal order is numeric order.</summary>
    public string Rank(int variation) => Convert.ToHexStringLower(Hash("unit/", variation));

    /// <summary>The frame that stands for a variation; the bias of the remainder is below frames / 2^256.</summary>
    public int Frame(int variation, int frames) => Below(frames, "frame/", variation);

    /// <summary>A number that ranks drawn variations: the smallest are judged twice.</summary>
    public string SecondRank(int variation) => Convert.ToHexStringLower(Hash("second/", variation));

    /// <summary>A number that ranks variations as hosts of planted defects.</summary>
    public string HostRank(int variation) => Convert.ToHexStringLower(Hash("host/", variation));

    /// <summary>The frame of a host; each further use of the same host takes another one where it can.</summary>
    public int HostFrame(int variation, int frames, int use) => (Below(frames, "host-frame/", variation) + use) % frames;

    /// <summary>A number that ranks planted frames: the smallest are judged twice.</summary>
    public string SecondPlantedRank(int index) => Convert.ToHexStringLower(Hash("second-planted/", index));

    /// <summary>The name under which people see a drawn frame. Names of planted ones are made alike, and queues are sorted by name.</summary>
    public string DrawnItem(int variation) => Item("item/drawn/", variation);

    /// <summary>The name under which people see planted frame number <paramref name="index"/>.</summary>
    public string PlantedItem(int index) => Item("item/planted/", index);

    /// <summary>A choice from 0 to <paramref name="count"/> - 1.</summary>
    internal int Below(int count, string kind, int number) => (int)(new BigInteger(Hash(kind, number), isUnsigned: true, isBigEndian: true) % count);

    private string Item(string kind, int number) => Convert.ToHexStringLower(Hash(kind, number).AsSpan(0, 16));

    private byte[] Hash(string kind, int number) =>
        SHA256.HashData([.. _seed, .. Encoding.UTF8.GetBytes(kind + number.ToString(CultureInfo.InvariantCulture))]);

    private static byte[] Bytes(string hex) => hex.Length == 2 * NonceBytes && hex.All(char.IsAsciiHexDigitLower)
        ? Convert.FromHexString(hex)
        : throw new ArgumentException("A hash is written as 64 lower-case hexadecimal digits.", nameof(hex));
}
