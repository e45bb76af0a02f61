using System.Collections.Concurrent;
using System.Security.Cryptography;
using SceneForge.Frames.Png;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Coco;
using SceneForge.Packaging.Cosmos;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Kitti;
using SceneForge.Packaging.Mcap;
using SceneForge.Packaging.NuScenes;
using SceneForge.Packaging.OpenLabel;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Pictures;
using SceneForge.Packaging.Source;
using SceneForge.Packaging.WebDataset;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;

namespace SceneForge.Benchmarks;

/// <summary>
/// What no writer of a format gets around, with nothing written and nobody waiting for anybody: tables and labels read once, the format's
/// encoders, the comparison of every file of the dataset (in the page cache) with its hash, and the hash of whatever the encoders make. A
/// sequence a processor.
/// </summary>
internal sealed class PackagingEncoders
{
    private static readonly ParallelOptions Threads = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private readonly PackagePlan _plan;
    private readonly SyntheticMark _mark;

    public PackagingEncoders(PackagePlan plan)
    {
        _plan = plan;
        _mark = new SyntheticMark(plan.Source.RootHash, plan.Review);
    }

    /// <summary>Encodes every frame for a format.</summary>
    public void Run(string format)
    {
        Action<SourceSequence, StoredFrame> encode = EncoderOf(format);
        Parallel.ForEach(_plan.Source.Sequences, Threads, number =>
        {
            SourceSequence sequence = _plan.Source.OpenSequence(number);
            for (int i = 0; i < sequence.FrameCount; i++)
            {
                encode(sequence, sequence.ReadFrame(i));
            }

            sequence.ReadRest(1, CancellationToken.None);
        });
    }

    private Action<SourceSequence, StoredFrame> EncoderOf(string format)
    {
        switch (format)
        {
            case CocoWriter.FormatName:
                CocoWriter coco = new(_plan);
                return (sequence, frame) => Pictures(sequence, frame, "rgb", picture => Hash(coco.Masks(sequence, picture, _mark).Panoptic));
            case CosmosWriter.FormatName:
                CosmosWriter cosmos = new(_plan);
                return (sequence, frame) => Pictures(sequence, frame, null, picture => Controls(sequence, picture, cosmos));
            case KittiWriter.FormatName:
                return (sequence, frame) =>
                {
                    Pictures(sequence, frame, "rgb", picture => Hash(_mark.Apply(KittiWriter.Depth(sequence, picture.Files["depth"]))));
                    Pictures(sequence, frame, "flow", _ => { });
                    Hash(frame.Lidars.IsEmpty ? [] : KittiWriter.Points(sequence.ReadPoints(frame.Lidars[0])));
                };
            case McapDatasetWriter.FormatName:
                McapDatasetWriter mcap = new(_plan);
                return (sequence, frame) =>
                {
                    foreach (McapDatasetWriter.Message message in mcap.Messages(sequence, frame, _mark, new DroppedLabels()))
                    {
                        // Each byte is in a chunk's checksum, in the file's and in its hash.
                        using RentedBuffer json = message.Json;
                        Crc32.Append(Crc32.Append(0, json.Bytes), json.Bytes);
                        Hash(json.Bytes);
                    }
                };
            case NuScenesWriter.FormatName:
                ConcurrentDictionary<SourceSequence, NuScenesPoints> labels = [];
                return (sequence, frame) =>
                {
                    Pictures(sequence, frame, "rgb", _ => { });
                    foreach (StoredSweep sweep in frame.Lidars)
                    {
                        Clouds(sequence.ReadPoints(sweep), labels.GetOrAdd(sequence, s => new NuScenesPoints(NuScenesScene.Read(s, 1))));
                    }
                };
            case WebDatasetWriter.FormatName:
                return (sequence, frame) =>
                {
                    foreach (string file in frame.Cameras.SelectMany(c => c.Files.Values).Concat(frame.Lidars.Select(l => l.File)))
                    {
                        Hash(sequence, file);
                    }
                };
            case OpenLabelWriter.FormatName:
                // Sweeps are copied with the hash that they have. A document holds a sequence; here it is made of each frame alone.
                return (sequence, frame) =>
                {
                    Pictures(sequence, frame, "rgb", _ => { });
                    using MemoryStream stream = new();
                    using OpenLabelDocument document = new(stream, sequence.Tables, id => _plan.Source.ClassById[id], []);
                    document.Add(frame, file => file);
                    document.Finish();
                    Hash(stream.GetBuffer().AsSpan(0, (int)stream.Length));
                };
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format.");
        }
    }

    /// <summary>For each picture of a frame: a file of it that is copied with the mark, and what the format makes of it.</summary>
    private void Pictures(SourceSequence sequence, StoredFrame frame, string? copied, Action<StoredPicture> encode)
    {
        foreach (StoredPicture picture in frame.Cameras)
        {
            if (copied is not null)
            {
                Hash(sequence, picture.Files[copied]);
            }

            encode(picture);
        }
    }

    private void Controls(SourceSequence sequence, StoredPicture picture, CosmosWriter cosmos)
    {
        CameraModel camera = sequence.Tables.Rig.Cameras.First(c => c.Name == picture.Camera).Model;
        foreach (byte[] rgb in cosmos.Pictures(sequence, picture).Values)
        {
            Hash(_mark.Apply(PictureEncoder.Rgb8(rgb, camera.Width, camera.Height, PngContent.Smooth)));
        }
    }

    private static void Clouds(LidarPoint[] points, NuScenesPoints labels)
    {
        byte[] bytes = new byte[NuScenesPoints.CloudBytes * points.Length];
        NuScenesPoints.WriteCloud(points, bytes);
        Hash(bytes);
        ushort[] panoptic = new ushort[points.Length];
        labels.WriteLabels(points, bytes.AsSpan(0, points.Length), panoptic);
        Hash(bytes.AsSpan(0, points.Length));
        Hash(NpzFile.Write("data", panoptic));
    }

    /// <summary>Hashes a file as it is copied.</summary>
    private void Hash(SourceSequence sequence, string path)
    {
        using SourceFile file = SourceFile.Read(sequence, path, _mark);
        Hash(file.Bytes);
    }

    private static void Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
    }
}
