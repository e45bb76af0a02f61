using System.Runtime.InteropServices;
using SceneForge.Frames.Png;
using SceneForge.Packaging.Pictures;

namespace SceneForge.Packaging.Coco;

/// <summary>Visible pixels of one category: a thing's, or those of a class that belong to no thing.</summary>
/// <param name="PanopticId">Stands in the panoptic picture as R + 256 G + 65536 B.</param>
/// <param name="ObjectId">0 where it is no thing's.</param>
/// <param name="ClassId">Differs from the object's for a rider on a bicycle.</param>
internal sealed record CocoPart(int PanopticId, int ObjectId, int ClassId, RunLengthMask Mask);

/// <summary>
/// Divides a picture into COCO's segments. A thing is one, with its object id; but where a part of it has a counted class of another category (a
/// rider, who is a
/// <c>person</c> to COCO), that part is one of its own, with 65536 times the part's class added. A part of a class that is not counted (a sign's
/// post, a <c>pole</c>) belongs to no thing: a thing is what detectors are trained on, a sign its plate. Pixels of a class that belong to no thing
/// have 65536 times the class id. The sky is void, 0.
/// </summary>
internal sealed class CocoParts
{
    private const int ClassUnit = 1 << 16;

    private readonly ushort[] _parts;
    private readonly PartColor[] _colors;

    /// <param name="instance">Object ids of things, 0 elsewhere.</param>
    /// <param name="semantic">Class ids.</param>
    /// <param name="classOf">Class of an object.</param>
    public CocoParts(ReadOnlySpan<ushort> instance, ReadOnlySpan<byte> semantic, int width, int height, Func<int, int> classOf,
        CocoCategories categories)
    {
        _parts = new ushort[instance.Length];
        List<(int Object, int Class, int Id)> known = [(0, 0, 0)];
        Dictionary<(int, int), ushort> indices = new() { [(0, 0)] = 0 };

        // Runs of one object and one class: most pixels are like the one before.
        int thingEnd = 0;
        int classEnd = 0;
        for (int p = 0, end; p < _parts.Length; p = end)
        {
            thingEnd = p == thingEnd ? RunEnd(instance, p) : thingEnd;
            classEnd = p == classEnd ? RunEnd(semantic, p) : classEnd;
            end = Math.Min(thingEnd, classEnd);
            _parts.AsSpan(p, end - p).Fill(Index(instance[p], semantic[p]));
        }

        All = [.. RunLengthMask.OfAll(_parts, width, height).Select(m => new CocoPart(known[m.Key].Id, known[m.Key].Object, known[m.Key]
            .Class, m.Value)).OrderBy(m => m.PanopticId)];
        _colors = [.. known.Select(k => new PartColor((byte)k.Id, (byte)(k.Id >> 8), (byte)(k.Id >> 16)))];
        (Width, Height) = (width, height);

        ushort Index(int thing, int pixelClass)
        {
            thing = pixelClass == 0 || categories[pixelClass].IsThing ? thing : 0;
            int own = thing == 0 ? pixelClass : classOf(thing);
            bool isApart = pixelClass != own && categories[pixelClass].IsThing && categories[pixelClass] != categories[own];
            (int, int) key = (thing, isApart ? pixelClass : own);
            if (!indices.TryGetValue(key, out ushort index))
            {
                indices.Add(key, index = checked((ushort)known.Count));
                known.Add((thing, key.Item2, thing + (thing == 0 || isApart ? key.Item2 * ClassUnit : 0)));
            }

            return index;
        }
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>By panoptic id.</summary>
    public IReadOnlyList<CocoPart> All { get; }

    /// <summary>The panoptic picture as a PNG file.</summary>
    public byte[] Encode() => PictureEncoder.Rgb8(new ColorRows(_parts, _colors, Width), Width, Height, PngContent.Ids);

    private static int RunEnd<T>(ReadOnlySpan<T> values, int start)
        where T : IEquatable<T>
    {
        int length = values[start..].IndexOfAnyExcept(values[start]);
        return length < 0 ? values.Length : start + length;
    }

    private readonly record struct PartColor(byte R, byte G, byte B);

    private readonly struct ColorRows(ushort[] parts, PartColor[] colors, int width) : IPngRows
    {
        public void Write(int y, Span<byte> row)
        {
            Span<PartColor> pixels = MemoryMarshal.Cast<byte, PartColor>(row);
            ReadOnlySpan<ushort> from = parts.AsSpan(y * width, width);
            for (int x = 0, end; x < width; x = end)
            {
                end = RunEnd(from, x);
                pixels[x..end].Fill(colors[from[x]]);
            }
        }
    }
}
