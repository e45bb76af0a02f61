using System.Diagnostics;
using System.Globalization;
using SceneForge.Frames.Png;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Pictures;

namespace SceneForge.Packaging.Cosmos;

/// <summary>Pictures of one kind in a row: a video where there is ffmpeg, else a folder of PNG files.</summary>
internal sealed class Clip : IDisposable
{
    private const string Video = ".mp4";

    private readonly PackageOutput _output;
    private readonly string _path;
    private readonly (int Width, int Height) _size;
    private readonly Process? _ffmpeg;
    private readonly Task<string>? _errors;
    private int _frames;

    /// <param name="path">In the package, without extension.</param>
    /// <param name="ffmpeg">The program, or null.</param>
    /// <param name="periodNs">Time between frames, nanoseconds.</param>
    public Clip(PackageOutput output, string path, (int Width, int Height) size, long periodNs, string? ffmpeg)
    {
        (_output, _path, _size) = (output, path, size);
        if (ffmpeg is null)
        {
            return;
        }

        string file = output.Claim(path + Video);
        ProcessStartInfo start = new(ffmpeg) { RedirectStandardInput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s",
                string.Create(CultureInfo.InvariantCulture, $"{size.Width}x{size.Height}"),
            "-r", string.Create(CultureInfo.InvariantCulture, $"1000000000/{periodNs}"), "-i", "-",

            // H.264 wants even sides. One thread and no version strings: the same program writes the same bytes.
            "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-c:v", "libx264", "-crf", "12", "-preset", "medium", "-pix_fmt", "yuv420p",
            "-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1", "-metadata", $"comment={output.Mark.Sentence}",
                "-f", "mp4", file,
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _ffmpeg = Process.Start(start) ?? throw new IOException($"{ffmpeg} did not start.");
        _errors = _ffmpeg.StandardError.ReadToEndAsync();
    }

    /// <summary>What the spec names: a video, or a folder.</summary>
    public string File => _ffmpeg is null ? _path : _path + Video;

    /// <param name="rgb">The next picture, 3 bytes a pixel.</param>
    /// <exception cref="IOException">ffmpeg failed.</exception>
    public void Add(byte[] rgb)
    {
        if (_ffmpeg is null)
        {
            _output.Write(string.Create(CultureInfo.InvariantCulture, $"{_path}/{_frames:D6}.png"), () =>
                _output.Mark.Apply(PictureEncoder.Rgb8(rgb, _size.Width, _size.Height, PngContent.Smooth)));
        }
        else
        {
            try
            {
                _ffmpeg.StandardInput.BaseStream.Write(rgb);
            }
            catch (IOException)
            {
                // It ended early and says why.
                throw Failed();
            }
        }

        _frames++;
    }

    /// <summary>Completes the video.</summary>
    /// <exception cref="IOException">ffmpeg failed.</exception>
    public void Finish()
    {
        if (_ffmpeg is null)
        {
            return;
        }

        _ffmpeg.StandardInput.Close();
        _ffmpeg.WaitForExit();
        if (_ffmpeg.ExitCode != 0)
        {
            throw Failed();
        }

        _output.Adopt(File);
    }

    private IOException Failed() => new($"{_ffmpeg!.StartInfo.FileName} failed on {File}: {_errors!.Result.Trim()}");

    public void Dispose()
    {
        if (_ffmpeg is { HasExited: false })
        {
            _ffmpeg.Kill();
        }

        _ffmpeg?.Dispose();
    }
}
