using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Roads.Surfaces;

/// <summary>Builds the ground of a road network, stage by stage: plan, triangulation, kinds, heights, walls.</summary>
internal sealed class GroundBuilder
{
    // Heights of neighbouring lanes that differ by less are joined; larger steps get a wall.
    private const double JoinedStep = 0.008;

    private readonly SurfacePlan _plan;
    private readonly SurfaceMap _map;
    private readonly Triangulation _mesh;
    private readonly TerrainField _terrain;
    private readonly SurfaceHeights _heights;
    private readonly double[] _cornerHeights;
    private readonly int[] _cornerPositions;
    private readonly List<Double3> _positions = [];
    private readonly List<GridPoint> _points = [];
    private readonly List<GroundTriangle> _triangles = [];

    private readonly bool _isGround;

    private GroundBuilder(ImmutableArray<Road> roads, RoadProfiles profiles, TerrainField terrain, RoadLevels levels, int level)
    {
        _terrain = terrain;
        _isGround = level == RoadLevels.OnGround;
        // All levels share one grid, so that a deck begins exactly where the road on the ground ends.
        Box3 bounds = _terrain.Bounds;
        _plan = new SurfacePlan(bounds.Center.X, bounds.Center.Y);
        foreach (Road road in roads)
        {
            LaneLayout.Add(_plan, profiles, road, levels, level);
        }

        if (_isGround)
        {
            _terrain.AddVertices(_plan);
        }

        _mesh = _plan.Triangulation;
        _map = new SurfaceMap(_plan);
        _heights = new SurfaceHeights(_plan, profiles);
        _cornerHeights = new double[3 * _mesh.TriangleCount];
        _cornerPositions = new int[3 * _mesh.TriangleCount];
    }

    /// <summary>One mesh for each level, the one with the open ground first.</summary>
    public static ImmutableArray<GroundMesh> Build(ImmutableArray<Road> roads)
    {
        RoadLevels levels = RoadLevels.Of(roads);
        RoadProfiles profiles = new(roads);
        TerrainField terrain = new(roads, profiles, levels);
        return [.. levels.All.Select(level => Build(roads, profiles, terrain, levels, level))];
    }

    private static GroundMesh Build(ImmutableArray<Road> roads, RoadProfiles profiles, TerrainField terrain, RoadLevels levels, int level)
    {
        GroundBuilder builder = new(roads, profiles, terrain, levels, level);
        builder.RaiseCorners();
        builder.JoinHeights();
        builder.AddTriangles();
        builder.AddWalls();
        return new GroundMesh([.. builder._positions], [.. builder._points], [.. builder._triangles], builder._isGround ? terrain : null,
            builder._heights);
    }

    private void RaiseCorners()
    {
        for (int t = 0; t < _mesh.TriangleCount; t++)
        {
            for (int c = 0; c < 3; c++)
            {
                _cornerHeights[3 * t + c] = _map.Owners[t] is { } owner && !_map.IsOutside(t)
                    ? _heights.At(_mesh.Points[_mesh.Vertex(t, c)], owner)
                    : double.NaN;
            }
        }
    }

    /// <summary>Gives every vertex as few heights as its triangles need: one as a rule, two at a wall.</summary>
    private void JoinHeights()
    {
        List<int>[] corners = new List<int>[_mesh.Points.Count];
        for (int i = 0; i < _cornerHeights.Length; i++)
        {
            if (!IsLeftOut(i / 3))
            {
                (corners[_mesh.Vertex(i / 3, i % 3)] ??= []).Add(i);
            }
        }

        for (int vertex = 0; vertex < corners.Length; vertex++)
        {
            if (corners[vertex] is { } own)
            {
                JoinVertex(_mesh.Points[vertex], own);
            }
        }
    }

    private void JoinVertex(GridPoint point, List<int> corners)
    {
        (double x, double y) = _plan.World(point);
        int[] sorted = [.. corners.Where(c => !double.IsNaN(_cornerHeights[c])).OrderBy(c => _cornerHeights[c]).ThenBy(c => c)];
        int lowest = _positions.Count;
        for (int i = 0; i < sorted.Length;)
        {
            int end = i;
            double sum = 0;
            while (end < sorted.Length && _cornerHeights[sorted[end]] - _cornerHeights[sorted[Math.Max(i, end - 1)]] < JoinedStep)
            {
                sum += _cornerHeights[sorted[end++]];
            }

            Add(point, new Double3(x, y, sum / (end - i)));
            for (; i < end; i++)
            {
                _cornerPositions[sorted[i]] = _positions.Count - 1;
            }
        }

        if (sorted.Length == 0)
        {
            Add(point, new Double3(x, y, _terrain.Height(x, y)));
        }

        // Open ground meets the upper edge of a wall, filled holes of a junction the lower.
        foreach (int corner in corners.Where(c => double.IsNaN(_cornerHeights[c])))
        {
            _cornerPositions[corner] = _map.Kinds[corner / 3] == SurfaceKind.Terrain ? _positions.Count - 1 : lowest;
        }
    }

    private void Add(GridPoint point, Double3 position)
    {
        _points.Add(point);
        _positions.Add(position);
    }

    private void AddTriangles()
    {
        for (int t = 0; t < _mesh.TriangleCount; t++)
        {
            if (!IsLeftOut(t))
            {
                _triangles.Add(new GroundTriangle(
                    _cornerPositions[3 * t], _cornerPositions[3 * t + 1], _cornerPositions[3 * t + 2], _map.Kinds[t], _map.Owners[t], false));
            }
        }
    }

    /// <summary>Closes the step between two triangles of different height at their common edge.</summary>
    private void AddWalls()
    {
        for (int t = 0; t < _mesh.TriangleCount; t++)
        {
            for (int c = 0; c < 3; c++)
            {
                int n = _mesh.Neighbour(t, c);
                if (n < t || IsLeftOut(t) || IsLeftOut(n))
                {
                    continue;
                }

                int u = (c + 1) % 3;
                int v = (c + 2) % 3;
                int here0 = _cornerPositions[3 * t + u];
                int here1 = _cornerPositions[3 * t + v];
                int there0 = _cornerPositions[3 * n + CornerAt(n, _mesh.Vertex(t, u))];
                int there1 = _cornerPositions[3 * n + CornerAt(n, _mesh.Vertex(t, v))];
                if (here0 == there0 && here1 == there1)
                {
                    continue;
                }

                double above = _positions[here0].Z + _positions[here1].Z - _positions[there0].Z - _positions[there1].Z;
                Region? owner = above > 0 ? _map.Owners[t] ?? _map.Owners[n] : _map.Owners[n] ?? _map.Owners[t];
                // Seen from the lower side the edge runs the other way than around the higher triangle.
                if (above > 0)
                {
                    Wall(there0, there1, here1, here0, owner);
                }
                else
                {
                    Wall(here1, here0, there0, there1, owner);
                }
            }
        }
    }

    private void Wall(int low0, int low1, int high1, int high0, Region? owner)
    {
        if (low1 != high1)
        {
            _triangles.Add(new GroundTriangle(low0, low1, high1, SurfaceKind.Kerb, owner, true));
        }

        if (low0 != high0)
        {
            _triangles.Add(new GroundTriangle(low0, high1, high0, SurfaceKind.Kerb, owner, true));
        }
    }

    // Open ground belongs to one level alone.
    private bool IsLeftOut(int t) => _map.IsOutside(t) || (!_isGround && _map.Kinds[t] == SurfaceKind.Terrain);

    private int CornerAt(int t, int vertex) => _mesh.Vertex(t, 0) == vertex ? 0 : _mesh.Vertex(t, 1) == vertex ? 1 : 2;
}
