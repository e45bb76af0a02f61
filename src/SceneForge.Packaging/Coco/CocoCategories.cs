using System.Collections.Immutable;

namespace SceneForge.Packaging.Coco;

/// <summary>A category of a COCO file.</summary>
/// <param name="Color">Display colour, <c>#rrggbb</c>.</param>
public sealed record CocoCategory(int Id, string Name, string Supercategory, bool IsThing, string Color);

/// <summary>A class of the dataset as far as COCO's tables need it.</summary>
/// <param name="CocoId">Its id among COCO's own 80 categories, or null.</param>
public sealed record CocoClass(int Id, string Name, bool IsThing, string Color, int? CocoId);

/// <summary>
/// Category ids: COCO's own where the taxonomy maps a class to one, so that several classes may share one (an adult and a child are both
/// <c>person</c>); else <see cref="OwnIds"/> + class id, beyond COCO's range of 1 to 200, under the class's own name.
/// </summary>
public sealed class CocoCategories
{
    /// <summary>What is added to the id of a class that COCO does not have.</summary>
    public const int OwnIds = 200;

    /// <summary>The one category with keypoints.</summary>
    public const int Person = 1;

    // Of COCO's 80 categories those of streets and of what may stand or run on them.
    private static readonly ImmutableDictionary<int, (string Name, string Supercategory)> Known = new Dictionary<int, (string, string)>
    {
        [Person] = ("person", "person"),
        [2] = ("bicycle", "vehicle"),
        [3] = ("car", "vehicle"),
        [4] = ("motorcycle", "vehicle"),
        [5] = ("airplane", "vehicle"),
        [6] = ("bus", "vehicle"),
        [7] = ("train", "vehicle"),
        [8] = ("truck", "vehicle"),
        [9] = ("boat", "vehicle"),
        [10] = ("traffic light", "outdoor"),
        [11] = ("fire hydrant", "outdoor"),
        [13] = ("stop sign", "outdoor"),
        [14] = ("parking meter", "outdoor"),
        [15] = ("bench", "outdoor"),
        [16] = ("bird", "animal"),
        [17] = ("cat", "animal"),
        [18] = ("dog", "animal"),
        [19] = ("horse", "animal"),
        [20] = ("sheep", "animal"),
        [21] = ("cow", "animal"),
        [37] = ("sports ball", "sports"),
        [41] = ("skateboard", "sports"),
    }.ToImmutableDictionary();

    private readonly Dictionary<int, CocoCategory> _byClass = [];

    public CocoCategories(IEnumerable<CocoClass> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        SortedDictionary<int, CocoCategory> all = [];
        foreach (CocoClass item in classes)
        {
            int id = item.CocoId ?? OwnIds + item.Id;
            if (!all.TryGetValue(id, out CocoCategory? category))
            {
                (string name, string super) = item.CocoId is { } coco && Known.TryGetValue(coco, out (string, string) own)
                    ? own
                    : (item.Name, item.IsThing ? "other-thing" : "other-stuff");
                all.Add(id, category = new CocoCategory(id, name, super, item.IsThing, item.Color));
            }

            _byClass.Add(item.Id, category);
        }

        All = [.. all.Values];
    }

    /// <summary>By ascending id.</summary>
    public ImmutableArray<CocoCategory> All { get; }

    public IEnumerable<CocoCategory> Things => All.Where(c => c.IsThing);

    /// <summary>The category of a class id.</summary>
    public CocoCategory this[int classId] => _byClass[classId];
}
