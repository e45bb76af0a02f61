using System.Diagnostics;
using SceneForge.Base.Input;
using SceneForge.Base.Random;
using SceneForge.Gltf;
using SceneForge.Gltf.Files;
using SceneForge.Gltf.Models;
using Xunit;

namespace SceneForge.Tests.Gltf;

/// <summary>Damaged files are refused or read; nothing else ever happens. 20,000 mutants with SCENEFORGE_FULL=1.</summary>
public sealed class GltfFuzzTests
{
    private static readonly string[] Words =
    [
        "-1", "0", "1", "2147483647", "4294967296", "1e308", "-0.5", "null", "true", "[]", "{}", "\"\"", "\"SCALAR\"", "5126", "5121", "65535",
    ];

    [Fact]
    public void Mutants_of_small_files_neither_crash_nor_hang_nor_take_the_memory()
    {
        int count = Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1" ? 20_000 : 300;
        GltfBuilder animated = GltfMotionTests.Arm("LINEAR");
        GltfBuilder box = GltfGeometryTests.Tetrahedron(GltfBuilder.Byte, GltfBuilder.Short);
        byte[][] seeds = [animated.Text(), animated.Binary(), box.Text(), box.Binary()];
        using ModelFolder folder = new();
        RandomStream random = new(20261201, 0, "gltf-fuzz");
        int refused = 0;
        int read = 0;
        long slowest = 0;
        long largest = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] seed = seeds[i % seeds.Length];
            string path = folder.Write(i % 2 == 0 ? "mutant.gltf" : "mutant.glb", Mutant(seed, random));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Stopwatch watch = Stopwatch.StartNew();
            try
            {
                ImportedModel model = GltfReader.Read(path, FileFrame.Gltf, limits: new GltfLimits(FileBytes: 1 << 20));
                _ = model.Bounds;
                read++;
            }
            catch (InputException e)
            {
                Assert.NotEmpty(e.Errors);
                Assert.All(e.Errors, error => Assert.True(error.Message.Length > 0 && error.Mend.Length > 0, $"mutant {i}: {error}"));
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"mutant {i}: {e}");
            }

            slowest = Math.Max(slowest, watch.ElapsedMilliseconds);
            largest = Math.Max(largest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // A minute would be a hang; what the machine does beside this test is its own affair.
        Assert.True(slowest < 60_000, $"{slowest} ms");
        Assert.True(largest < 256 << 20, $"{largest} bytes");
        Assert.True(refused > count / 3 && read > count / 50, $"{refused} refused, {read} read of {count}");
    }

    private static byte[] Mutant(byte[] seed, RandomStream random)
    {
        List<byte> bytes = [.. seed];
        int acts = 1 + random.NextInt(3);
        for (int i = 0; i < acts && bytes.Count > 4; i++)
        {
            int at = random.NextInt(bytes.Count);
            switch (random.NextInt(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.NextInt(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + random.NextInt(8)));
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    Replace(bytes, at, random);
                    break;
            }
        }

        return [.. bytes];
    }

    // Puts another word in the place of a number or a value.
    private static void Replace(List<byte> bytes, int at, RandomStream random)
    {
        int start = at;
        while (start < bytes.Count && !char.IsAsciiDigit((char)bytes[start]))
        {
            start++;
        }

        int end = start;
        while (end < bytes.Count && (char.IsAsciiDigit((char)bytes[end]) || bytes[end] is (byte)'.' or (byte)'-'))
        {
            end++;
        }

        bytes.RemoveRange(start, end - start);
        bytes.InsertRange(start, System.Text.Encoding.ASCII.GetBytes(Words[random.NextInt(Words.Length)]));
    }
}
