using System.Numerics;
using SceneForge.Renderers.OpenGL.Egl;
using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Renderers.OpenGL.Passes;
using SceneForge.Renderers.OpenGL.Scene;
using SceneForge.Sensors.Appearance;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lighting;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL;

/// <summary>
/// Everything that lives on one context: the stages of a picture, in the order of <see cref="Draw"/>. Used from the context's thread alone.
/// </summary>
internal sealed class Pipeline : IDisposable
{
    // Variations run one after another; a few stay, since pictures of two may alternate.
    private const int KeptScenes = 3;

    private readonly GL _gl;
    private readonly MeshArena _arena;
    private readonly TextureStore _textures;
    private readonly InstanceTable _instances;
    private readonly VisibilityPass _visibility;
    private readonly SunShadows _shadows;
    private readonly CanopyMap _canopy;
    private readonly AmbientPass _ambient;
    private readonly LampSet _lamps;
    private readonly LampShadows _lampShadows;
    private readonly ShadePass _shade;
    private readonly EdgePass _edges;
    private readonly UniformBuffer<FrameUniforms> _uniforms;
    private readonly OpenGLOptions _options;
    private readonly LinkedList<WorldScene> _scenes = [];
    private Targets? _targets;

    public Pipeline(EglContext context, bool compute, OpenGLOptions options)
    {
        _gl = context.GL;
        _options = options;
        _gl.ClipControl(GLEnum.LowerLeft, GLEnum.ZeroToOne);
        _arena = new MeshArena(_gl);
        _textures = new TextureStore(_gl, options.Warn);
        _instances = new InstanceTable(_gl);
        _visibility = PrimitiveIdTest.ChoosePass(_gl, _arena, options.OwnPrimitiveId);
        _shadows = new SunShadows(_gl, _arena);
        _canopy = new CanopyMap(_gl, _arena);
        _ambient = new AmbientPass(_gl);
        _lamps = new LampSet(_gl);
        _lampShadows = new LampShadows(_gl, _arena);
        _shade = new ShadePass(_gl, compute);
        _edges = new EdgePass(_gl);
        _uniforms = new UniformBuffer<FrameUniforms>(_gl, 0);
    }

    /// <summary>Draws a picture and queues its way back into <paramref name="slot"/>.</summary>
    public void Draw(CameraShot shot, Readback slot)
    {
        WorldScene scene = SceneOf(shot.Timeline);
        WorldSnapshot snapshot = shot.Timeline.At(shot.TimeNs);
        scene.Prepare(snapshot);
        _instances.Fill(scene, snapshot, shot.WorldFromCamera.Translation);
        Targets targets = TargetsOf(shot.Camera);
        FrameUniforms frame = FrameOf(shot, scene);
        _lamps.Collect(snapshot, shot.WorldFromCamera, frame.RayOrigin.W);

        Finished("world");

        DrawVisibility(targets.HalfPixels, View.OfHalfPixels(shot.Camera.Model, shot.WorldFromCamera), shot, scene);
        _edges.TakeCenters(targets.Seen, targets.HalfPixels);
        if (targets.Samples is not null)
        {
            DrawVisibility(targets.Samples, View.Of(shot.Camera.Model, shot.WorldFromCamera), shot, scene);
        }

        Finished("visibility");
        _shadows.Draw(scene, _instances, _arena.Layout, shot.WorldFromCamera, ref frame);
        _lampShadows.Draw(_lamps.Burning, scene, _instances, _arena.Layout);
        _lamps.Upload(shot.Camera.Model, shot.WorldFromCamera, ref frame);
        Finished("shadows");
        _canopy.Draw(scene, _instances, _arena.Layout, shot.WorldFromCamera, ref frame);
        Finished("canopy");
        _uniforms.Set(frame);
        _ambient.Draw(targets.Ambient, targets.Seen, _canopy, _lamps);
        Finished("ambient");
        SceneBindings bindings = new(_arena, _textures, _instances, scene, _shadows, frame.Weather.W > 0, _lamps, _lampShadows);
        if (targets.Samples is not null)
        {
            _shade.Draw(targets.Color, targets.Samples, targets.Ambient, bindings);
        }
        else
        {
            _shade.Draw(targets.Shaded, targets.Seen, targets.Ambient, bindings);
            _edges.Smooth(targets.Color, targets.Shaded, targets.HalfPixels, targets.Looks, _arena, _instances);
        }

        Finished("shade");
        slot.Begin(targets.Seen, targets.Color);
        Finished("readback");
    }

    public void Dispose()
    {
        _targets?.Dispose();
        foreach (WorldScene scene in _scenes)
        {
            scene.Dispose();
        }

        _uniforms.Dispose();
        _edges.Dispose();
        _shade.Dispose();
        _lampShadows.Dispose();
        _lamps.Dispose();
        _ambient.Dispose();
        _canopy.Dispose();
        _shadows.Dispose();
        _visibility.Dispose();
        _instances.Dispose();
        _textures.Dispose();
        _arena.Dispose();
    }

    private void DrawVisibility(VisibilityTarget target, in View view, CameraShot shot, WorldScene scene)
    {
        _visibility.Collect(view, scene, _instances.RelativeFromMesh, i => shot.Timeline.Instances[i].Object == shot.HiddenObject);
        _visibility.Draw(target);
    }

    private static FrameUniforms FrameOf(CameraShot shot, WorldScene scene)
    {
        CameraModel model = shot.Camera.Model;
        Pose pose = shot.WorldFromCamera;
        SkyLight light = scene.Light;
        float exposure = Exposure.Scale(shot.Camera.ExposureValue ?? light.ExposureValue);
        Double3 origin = pose.ApplyDirection(model.Ray(0, 0));
        FrameUniforms frame = new()
        {
            RayOrigin = new Vector4(origin.ToSingle(), exposure),
            RayU = new Vector4((pose.ApplyDirection(model.Ray(1, 0)) - origin).ToSingle(), 0),
            RayV = new Vector4((pose.ApplyDirection(model.Ray(0, 1)) - origin).ToSingle(), 0),
            Forward = new Vector4(pose.ApplyDirection(Double3.UnitZ).ToSingle(), (float)model.Fx),
            Camera = new Vector4(pose.Translation.ToSingle(), (float)(shot.TimeNs * 1e-9)),
            Size = new Vector4(model.Width, model.Height, shot.Camera.Supersampling, 0),
            Sun = new Vector4(light.SunDirection.ToSingle(), exposure / Exposure.Scale(light.ExposureValue)),
            SunLight = new Vector4(light.SunIlluminance * exposure, 0),
            Fog = new Vector4(light.FogRadiance * exposure, (float)light.Extinction),
            Weather = new Vector4((float)shot.Timeline.Conditions.Wetness, (float)shot.Timeline.Conditions.RainRate, 0, 0),
            Snow = new Vector4((float)Snowfall.FlakeChance(shot.Timeline.Conditions.SnowRate), (float)shot.Timeline.Conditions.SnowCover, 0, 0),
        };
        for (int i = 0; i < 9; i++)
        {
            frame.Sky[i] = new Vector4(light.IlluminanceHarmonics[i] * exposure, 0);
        }

        return frame;
    }

    private WorldScene SceneOf(WorldTimeline timeline)
    {
        for (LinkedListNode<WorldScene>? node = _scenes.First; node is not null; node = node.Next)
        {
            if (ReferenceEquals(node.Value.Timeline, timeline))
            {
                _scenes.Remove(node);
                _scenes.AddFirst(node);
                return node.Value;
            }
        }

        if (_scenes.Count == KeptScenes)
        {
            _scenes.Last!.Value.Dispose();
            _scenes.RemoveLast();
        }

        return _scenes.AddFirst(new WorldScene(_gl, _arena, _textures, timeline, _options.Light)).Value;
    }

    private void Finished(string stage)
    {
        if (_options.StageFinished is { } finished)
        {
            _gl.Finish();
            finished(stage);
        }
    }

    private Targets TargetsOf(CameraSensor camera)
    {
        (int Width, int Height, int Supersampling) size = (camera.Model.Width, camera.Model.Height, camera.Supersampling);
        if (_targets is null || _targets.Size != size)
        {
            _targets?.Dispose();
            _targets = new Targets(_gl, size);
        }

        return _targets;
    }
}
