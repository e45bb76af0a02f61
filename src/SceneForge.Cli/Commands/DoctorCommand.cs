using System.CommandLine;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SceneForge.Cli.Terminal;
using SceneForge.Production.Datasets;
using SceneForge.Quality.Measures;
using SceneForge.Renderers.OpenGL;
using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Kernels;
using Spectre.Console;

namespace SceneForge.Cli.Commands;

/// <summary><c>sceneforge doctor</c></summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        Command command = new("doctor", "Says what was found: processors, SIMD, GPUs, drivers, renderers, packages.");
        command.SetAction(_ =>
        {
            Show();
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show()
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("What").AddColumn("Found");
        void Row(string what, string found) => table.AddRow(Markup.Escape(what), Markup.Escape(found));
        Row("SceneForge", DatasetDescription.ToolVersion);
        Row(".NET", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}");
        Row("Processors", $"{Environment.ProcessorCount}");
        Row("SIMD",
            $"{(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0)} bits");
        Row("OpenCV", OpenCvLibrary.Problem is { } problem ? $"{problem} Until then image checks do not run." : $"OpenCV");
        Row("--caster ilgpu", Kernels());

        foreach (OpenGLDevice device in OpenGLProbe.Devices())
        {
            Row($"OpenGL: {device.Name}", device.Renderer ?? $"no context: {device.Problem}");
        }

        if (OpenGLRenderer.TryCreate(new OpenGLOptions(), out OpenGLRenderer? renderer, out string reason))
        {
            using (renderer)
            {
                Row("--renderer auto", renderer.Description);
            }
        }
        else
        {
            Row("--renderer auto", $"ray camera, since OpenGL is not to be had: {reason}");
        }

        Row("ffmpeg", Programs.Find("ffmpeg") ?? "missing: Cosmos bundles hold frame folders instead of videos");
        AnsiConsole.Write(table);
    }

    private static string Kernels()
    {
        try
        {
            using KernelCaster kernel = new(new RayCaster());
            return kernel.Description;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What drivers throw is theirs to choose; here it is only told.
            return $"not to be had: {e.Message}";
        }
    }
}
