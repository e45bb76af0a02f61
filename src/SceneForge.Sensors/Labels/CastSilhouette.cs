using System.Runtime.CompilerServices;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Labels;

/// <summary>
/// The pixels whose centres see an object that stands alone, for any lens and shutter: rays are cast at it wherever it may show, over a canvas of one
/// image size more on every side. Rows above and below the image have the instants of its first and last.
/// </summary>
internal sealed class CastSilhouette
{
    // How fast things and cameras may move and turn, for the cells that are cast at.
    private const double MaxSpeed = 100;
    private const double MaxTurn = 5;

    private static readonly ConditionalWeakTable<CameraSensor, ViewGrid> Grids = [];

    private readonly ShotPoses _poses;
    private readonly PixelCaster _caster;
    private readonly CameraModel _model;
    private readonly ViewGrid _grid;
    private readonly double _moved;

    public CastSilhouette(ShotPoses poses, PixelCaster caster)
    {
        CameraSensor camera = poses.Shot.Camera;
        double seconds = ViewGrid.Cell * camera.Shutter.RowTimeNs / 1e9;
        _poses = poses;
        _caster = caster;
        _model = camera.Model;
        _moved = seconds * MaxSpeed;
        _grid = Grids.GetValue(camera, c => new ViewGrid(c.Model, seconds * MaxTurn));
    }

    /// <summary>The object's mask, or null where no pixel of the image can show it.</summary>
    public PixelMask? Of(int objectIndex)
    {
        bool[] cells = new bool[_grid.Columns * _grid.Rows];
        int firstColumn = -_grid.X0 / ViewGrid.Cell;
        int firstRow = -_grid.Y0 / ViewGrid.Cell;
        int endColumn = (_model.Width - 1 - _grid.X0) / ViewGrid.Cell + 1;
        int endRow = (_model.Height - 1 - _grid.Y0) / ViewGrid.Cell + 1;
        if (!Mark(objectIndex, cells, firstColumn, firstRow, endColumn, endRow))
        {
            return null;
        }

        Mark(objectIndex, cells, 0, 0, _grid.Columns, _grid.Rows);
        PixelMask mask = new(-_model.Width, -_model.Height, 2 * _model.Width, 2 * _model.Height);
        RayHit[] hits = new RayHit[3 * _model.Width];
        for (int row = 0; row < _grid.Rows; row++)
        {
            ReadOnlySpan<bool> marked = cells.AsSpan(row * _grid.Columns, _grid.Columns);
            for (int from = 0; from < marked.Length;)
            {
                int gap = marked[from..].IndexOf(true);
                if (gap < 0)
                {
                    break;
                }

                from += gap;
                int run = marked[from..].IndexOf(false);
                int end = run < 0 ? marked.Length : from + run;
                Fill(mask, objectIndex, row, from, end, hits);
                from = end;
            }
        }

        return mask;
    }

    private void Fill(PixelMask mask, int objectIndex, int row, int fromColumn, int endColumn, RayHit[] hits)
    {
        int x0 = _grid.X0 + fromColumn * ViewGrid.Cell;
        int x1 = Math.Min(_grid.X0 + endColumn * ViewGrid.Cell, mask.X1);
        int y0 = _grid.Y0 + row * ViewGrid.Cell;
        for (int y = y0; y < Math.Min(y0 + ViewGrid.Cell, mask.Y1); y++)
        {
            Span<RayHit> found = hits.AsSpan(0, x1 - x0);
            _caster.CastRow(objectIndex, x0, y, found);
            for (int x = 0; x < found.Length; x++)
            {
                if (found[x].IsHit)
                {
                    mask.SetSpan(y, x0 + x, x0 + x + 1);
                }
            }
        }
    }

    /// <summary>Marks the cells whose rays may meet the object.</summary>
    /// <returns>Whether there is one.</returns>
    private bool Mark(int objectIndex, bool[] cells, int firstColumn, int firstRow, int endColumn, int endRow)
    {
        bool any = false;
        int instant = -1;
        NodeBox[] boxes = [];
        for (int row = firstRow; row < endRow; row++)
        {
            int middle = _poses.Shot.InstantOf(_grid.Y0 + row * ViewGrid.Cell + ViewGrid.Cell / 2);
            if (middle != instant)
            {
                instant = middle;
                boxes = Boxes(objectIndex, instant);
            }

            for (int column = firstColumn; column < endColumn; column++)
            {
                if (_grid[column, row] is { } cone && MayMeet(boxes, cone))
                {
                    cells[row * _grid.Columns + column] = true;
                    any = true;
                }
            }
        }

        return any;
    }

    private bool MayMeet(NodeBox[] boxes, in ViewGrid.Cone cone)
    {
        foreach (NodeBox box in boxes)
        {
            if (box.MayMeet(cone, _moved))
            {
                return true;
            }
        }

        return false;
    }

    private NodeBox[] Boxes(int objectIndex, int instant)
    {
        WorldTimeline timeline = _poses.Shot.Timeline;
        Pose cameraFromWorld = _poses.WorldFromCamera(instant).Inverse();
        int first = timeline.FirstInstance(objectIndex);
        return [.. Enumerable.Range(first, timeline.Objects[objectIndex].Model.Nodes.Length)
            .Select(i => (Instance: i, _poses.ShapeOf(i, instant).Bounds))
            .Where(n => !n.Bounds.IsEmpty)
            .Select(n => new NodeBox(n.Bounds, cameraFromWorld * _poses.WorldFromInstance(n.Instance, instant)))];
    }

    /// <summary>A mesh's box as the camera sees it.</summary>
    private sealed class NodeBox
    {
        private readonly RigidMap _boxFromCamera;
        private readonly Double3 _eye;
        private readonly Double3 _half;
        private readonly double _farthest;

        public NodeBox(Box3 bounds, Pose cameraFromMesh)
        {
            Pose boxFromCamera = cameraFromMesh.Inverse();
            _boxFromCamera = new RigidMap(boxFromCamera);
            _eye = boxFromCamera.Translation - bounds.Center;
            _half = bounds.Size * 0.5;
            _farthest = _eye.Length + _half.Length;
        }

        /// <summary>Whether the cone's axis meets the box grown by the cone's width at its far end.</summary>
        public bool MayMeet(in ViewGrid.Cone cone, double moved)
        {
            double grow = _farthest * cone.Angle + moved + 1e-3;
            Double3 d = _boxFromCamera.ApplyDirection(cone.Axis);
            double enter = 0;
            double leave = double.PositiveInfinity;
            Slab(_eye.X, d.X, _half.X + grow, ref enter, ref leave);
            Slab(_eye.Y, d.Y, _half.Y + grow, ref enter, ref leave);
            Slab(_eye.Z, d.Z, _half.Z + grow, ref enter, ref leave);
            return enter <= leave;
        }

        private static void Slab(double origin, double direction, double half, ref double enter, ref double leave)
        {
            double inverse = 1 / (Math.Abs(direction) > 1e-12 ? direction : 1e-12);
            double a = (-half - origin) * inverse;
            double b = (half - origin) * inverse;
            enter = Math.Max(enter, Math.Min(a, b));
            leave = Math.Min(leave, Math.Max(a, b));
        }
    }
}
