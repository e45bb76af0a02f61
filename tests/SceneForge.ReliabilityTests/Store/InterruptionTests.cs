using System.Collections.Concurrent;
using System.Diagnostics;
using SceneForge.Base.Storage;
using SceneForge.Frames.Storage;
using Xunit;

namespace SceneForge.ReliabilityTests.Store;

/// <summary>A dataset that is written by processes that die, wait or find the disk full is the dataset of one that was left in peace.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sceneforge-store-").FullName;

    private static bool IsFull => Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1";

    [Fact]
    public void Killed_at_any_time_it_loses_no_frame_and_redoes_only_those_under_way()
    {
        string expected = Undisturbed();
        int wanted = IsFull ? 500 : 50;
        int kills = 0;
        int redone = 0;
        Random random = new(1);
        for (int run = 0; kills < wanted; run++)
        {
            string folder = Path.Combine(_folder, $"killed-{run}");
            HashSet<string> done = [];
            while (true)
            {
                using WorkerProcess worker = WorkerProcess.Start(folder);
                while (!worker.HasSaidAnything && !worker.HasEnded)
                {
                    Thread.Sleep(1);
                }

                bool ended = SpinWait.SpinUntil(() => worker.HasEnded, random.Next(60));
                if (!ended)
                {
                    worker.Kill();
                    kills++;
                }

                int exit = worker.Wait();
                string[] begun = [.. worker.Frames("begin")];
                // What was said to be done is never done again.
                Assert.Empty(begun.Intersect(done));
                done.UnionWith(worker.Frames("done"));
                redone += begun.Length - worker.Frames("done").Count;
                if (ended)
                {
                    Assert.Equal(0, exit);
                    break;
                }
            }

            AssertWhole(expected, folder);
            Directory.Delete(folder, recursive: true);
        }

        Assert.InRange(redone, 0, kills);
    }

    [Fact]
    public void What_a_process_left_that_was_killed_just_after_a_sequence_got_its_name_goes_with_the_next()
    {
        string expected = Undisturbed();
        string folder = Path.Combine(_folder, "undisturbed");
        string partial = Directory.CreateDirectory(Path.Combine(folder, ".partial")).FullName;
        File.WriteAllText(Path.Combine(partial, "000003.journal"), "");
        File.Copy(Path.Combine(folder, "dataset.json"), Path.Combine(partial, $"dataset.json.{Guid.NewGuid():N}"));
        using (new FileStream(Path.Combine(partial, "000005.journal"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            // Another process is about to remove this one.
            Assert.Equal(0, StoreWorker.Run(folder, 0));
            Assert.Equal(["000005.journal"], Directory.GetFileSystemEntries(partial).Select(Path.GetFileName));
        }

        Assert.Equal(0, StoreWorker.Run(folder, 0));
        AssertWhole(expected, folder);
    }

    [Fact]
    public void Two_workers_of_which_one_is_stopped_and_continued_make_one_dataset()
    {
        string expected = Undisturbed();
        string folder = Path.Combine(_folder, "shared");
        // Long enough that it cannot end before it is stopped.
        using WorkerProcess first = WorkerProcess.Start(folder, pause: 200);
        while (!first.HasSaidAnything)
        {
            Thread.Sleep(1);
        }

        first.Stop();
        using WorkerProcess second = WorkerProcess.Start(folder);
        // The other goes on with every sequence that the stopped one does not hold.
        Stopwatch clock = Stopwatch.StartNew();
        while (!second.HasEnded && clock.Elapsed < TimeSpan.FromSeconds(2))
        {
            Thread.Sleep(10);
        }

        first.Continue();
        Assert.True((first.Wait(), second.Wait()) == (0, 0), first.Errors + second.Errors);
        string[] all = [.. first.Frames("done"), .. second.Frames("done")];
        Assert.Equal(StoreWorker.Sequences * StoreWorker.FramesEach, all.Length);
        Assert.Equal(all.Length, all.Distinct().Count());
        AssertWhole(expected, folder);
    }

    [Fact]
    public void Workers_that_begin_and_end_together_do_not_hinder_each_other()
    {
        string expected = Undisturbed();
        int rounds = IsFull ? 500 : 30;
        for (int round = 0; round < rounds; round++)
        {
            string folder = Path.Combine(_folder, $"together-{round}");
            ConcurrentBag<string> done = [];
            int[] exits = new int[4];
            Thread[] workers = [.. exits.Select((_, i) => new Thread(() => exits[i] = StoreWorker.Run(folder, StoreWorker.Sequences, 0, Disk.Real,
                line =>
            {
                if (line.StartsWith("done", StringComparison.Ordinal))
                {
                    done.Add(line);
                }
            })))];
            Array.ForEach(workers, w => w.Start());
            Array.ForEach(workers, w => w.Join());
            Assert.Equal([0, 0, 0, 0], exits);
            Assert.Equal(StoreWorker.Sequences * StoreWorker.FramesEach, done.Distinct().Count());
            Assert.Equal(done.Distinct().Count(), done.Count);
            AssertWhole(expected, folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_folder_of_unfinished_sequences_may_vanish_while_one_is_begun()
    {
        string expected = Undisturbed();
        string folder = Path.Combine(_folder, "vanishing");
        VanishingFolderDisk disk = new();
        Assert.Equal(0, StoreWorker.Run(folder, StoreWorker.Sequences, 0, disk, _ => { }));
        Assert.Equal(StoreWorker.Sequences, disk.Removals);
        AssertWhole(expected, folder);
    }

    [Fact]
    public void A_full_disk_leaves_nothing_broken_and_more_room_lets_it_go_on()
    {
        string disk = Path.Combine(_folder, "disk");
        Directory.CreateDirectory(disk);
        if (Mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", disk) != 0)
        {
            Assert.False(OperatingSystem.IsLinux() && Environment.UserName == "root", "tmpfs could not be mounted");
            return;
        }

        try
        {
            string expected = Undisturbed();
            string folder = Path.Combine(disk, "data");
            int failures = 0;
            // Every few kilobytes the disk is full at another place of the work.
            for (int size = 64; size <= 1024; size += IsFull ? 4 : 32)
            {
                Assert.Equal(0, Mount("-o", $"remount,size={size}k", disk));
                using WorkerProcess worker = WorkerProcess.Start(folder);
                int exit = worker.Wait();
                failures += exit == 75 ? 1 : 0;
                Assert.True(exit is 75 or 0, $"exit {exit} with {size} KiB");
                Assert.Empty(Directory.Exists(Path.Combine(folder, "sequences")) ? DatasetVerifier.Verify(folder, 1, () => { }, default) : []);
            }

            Assert.True(failures >= 3, $"the disk was full {failures} times");
            Assert.Equal(0, Mount("-o", "remount,size=16m", disk));
            using WorkerProcess last = WorkerProcess.Start(folder);
            Assert.Equal(0, last.Wait());
            AssertWhole(expected, folder);
        }
        finally
        {
            Process.Start("umount", disk).WaitForExit();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int Mount(params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("mount", arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    private string Undisturbed()
    {
        string folder = Path.Combine(_folder, "undisturbed");
        Assert.Equal(0, StoreWorker.Run(folder, 0));
        return DatasetRoot.HashOf(folder);
    }

    private static void AssertWhole(string rootHash, string folder)
    {
        Assert.Equal(StoreWorker.Sequences, DatasetReader.Open(folder).Sequences.Length);
        Assert.Empty(DatasetVerifier.Verify(folder, 2, () => { }, default));
        Assert.Equal(rootHash, DatasetRoot.HashOf(folder));
        Assert.False(Directory.Exists(Path.Combine(folder, ".partial")));
    }

    /// <summary>As if another process ended just before each journal is made, and took the empty folder away.</summary>
    private sealed class VanishingFolderDisk : Disk
    {
        private string? _last;

        public int Removals { get; private set; }

        public override FileStream OpenAlone(string path)
        {
            string folder = Path.GetDirectoryName(path)!;
            if (_last != path && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                _last = path;
                Removals++;
                Directory.Delete(folder);
            }

            return base.OpenAlone(path);
        }
    }
}
