namespace OpenCvSharp;

/// <summary>Neighbours of a contour in the tree of contours, as indices; -1 for none.</summary>
public class HierarchyIndex
{
    public HierarchyIndex()
    {
    }

    public HierarchyIndex(int next, int previous, int child, int parent) => (Next, Previous, Child, Parent) = (next, previous, child, parent);

    /// <summary>Next contour of the same level.</summary>
    public int Next { get; set; }

    public int Previous { get; set; }

    /// <summary>First contour within this one.</summary>
    public int Child { get; set; }

    public int Parent { get; set; }
}
