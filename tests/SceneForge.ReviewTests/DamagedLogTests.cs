using Microsoft.Data.Sqlite;
using SceneForge.Quality.Gate;
using SceneForge.Review.Storage;
using SceneForge.Base.Input;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>A database whose pages are flipped or cut: found, or harmless.</summary>
public sealed class DamagedLogTests
{
    // Of each page: its header, its cell pointers, and bytes all over it; every 17th byte in the long form.
    private static readonly int[] Offsets = Environment.GetEnvironmentVariable("SCENEFORGE_FULL") == "1"
        ? [.. Enumerable.Range(0, 4096 / 17 + 1).Select(i => 17 * i)] : [0, 1, 3, 5, 8, 12, 40, 100, 700, 1000, 2048, 3000, 4000, 4095];

    [Fact]
    public void Every_page_flipped_or_cut_is_found_or_harmless()
    {
        const int page = 4096;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sceneforge-damaged-");
        try
        {
            string whole = Path.Combine(folder.FullName, "review.db");
            ReviewEvent[] events = StoreTests.Chain(120);
            using (SqliteReviewStore store = new(whole))
            {
                Assert.All(events, e => Assert.True(store.TryAppend(e)));
            }

            byte[] bytes = File.ReadAllBytes(whole);
            int found = 0, harmless = 0;
            for (int at = 0; at < bytes.Length; at += page)
            {
                foreach (int offset in Offsets)
                {
                    byte[] flipped = [.. bytes];
                    flipped[at + offset] ^= 0x10;
                    Count(flipped);
                }

                Count(bytes[..at]);
                Count(bytes[..(at + page / 2)]);
            }

            Assert.Equal(bytes.Length / page * (Offsets.Length + 2), found + harmless);
            Assert.True(found > harmless, $"{found} found, {harmless} harmless");

            void Count(byte[] damaged)
            {
                string path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.db");
                File.WriteAllBytes(path, damaged);
                try
                {
                    using SqliteReviewStore store = new(path);
                    IReadOnlyList<ReviewEvent> read = store.ReadAfter(0);
                    bool isSame = read.SequenceEqual(events);
                    Assert.True(isSame || EventChain.FirstBroken(read) is not null, $"{read.Count} events were taken for the log.");
                    harmless += isSame ? 1 : 0;
                    found += isSame ? 0 : 1;
                }
                catch (Exception e) when (e is InputException or SqliteException)
                {
                    found++;
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Nothing_is_acknowledged_once_the_database_was_deleted()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sceneforge-damaged-");
        try
        {
            string path = Path.Combine(folder.FullName, ReviewStores.File);
            ReviewEvent[] events = StoreTests.Chain(3);
            using SqliteReviewStore store = new(path);
            Assert.True(store.TryAppend(events[0]));
            File.Move(path, path + ".away");
            Assert.Throws<IOException>(() => store.TryAppend(events[1]));
            File.Move(path + ".away", path);
            Assert.True(store.TryAppend(events[1]));
            Assert.Equal(2, store.ReadAfter(0).Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_damaged_write_ahead_log_or_an_older_database_is_found()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sceneforge-damaged-");
        try
        {
            // As a killed server leaves them: the database and its write-ahead log, copied while it runs.
            string whole = Path.Combine(folder.FullName, "review.db");
            ReviewEvent[] events = StoreTests.Chain(40);
            string[] files = ["", "-wal", "-head"];
            Dictionary<string, byte[]> left, early = [];
            using (SqliteReviewStore store = new(whole))
            {
                Assert.All(events[..10], e => Assert.True(store.TryAppend(e)));
                early = files.ToDictionary(f => f, f => File.ReadAllBytes(whole + f));
                Assert.All(events[10..], e => Assert.True(store.TryAppend(e)));
                left = files.ToDictionary(f => f, f => File.ReadAllBytes(whole + f));
            }

            int tried = 0;
            Assert.Equal(events, Open(left));
            byte[] log = left["-wal"];
            for (int at = 0; at < log.Length; at += log.Length / 60)
            {
                byte[] flipped = [.. log];
                flipped[at] ^= 0x04;
                foreach (byte[] damaged in (byte[][])[flipped, log[..at]])
                {
                    // A flip in what checksums do not cover leaves the log as it was.
                    IReadOnlyList<ReviewEvent>? read = Open(new Dictionary<string, byte[]>(left) { ["-wal"] = damaged });
                    Assert.True(read is null || read.SequenceEqual(events),
                        $"{read?.Count} of {events.Length} events were taken for the log, byte {at}.");
                    tried++;
                }
            }

            Assert.True(tried >= 120);
            Assert.Null(Open(new Dictionary<string, byte[]>(early) { ["-head"] = left["-head"] }));
            Assert.Null(Open(new Dictionary<string, byte[]>(left) { ["-head"] = [0] }));
            Assert.Equal(events[..10], Open(early));

            IReadOnlyList<ReviewEvent>? Open(Dictionary<string, byte[]> contents)
            {
                string path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.db");
                foreach ((string file, byte[] bytes) in contents)
                {
                    File.WriteAllBytes(path + file, bytes);
                }

                try
                {
                    using SqliteReviewStore store = new(path);
                    return store.ReadAfter(0);
                }
                catch (Exception e) when (e is InputException or SqliteException)
                {
                    return null;
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_flip_among_accounts_gives_nobody_another_role()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sceneforge-damaged-");
        try
        {
            string whole = Path.Combine(folder.FullName, "review.db");
            using (SqliteReviewStore store = new(whole))
            {
                Assert.True(store.TryAddAccount(new Account("ben", Role.Reviewer, new string('h', 84))));
                Assert.True(store.TryAddAccount(new Account("lea", Role.Lead, new string('h', 84))));
            }

            byte[] bytes = File.ReadAllBytes(whole);
            int at = bytes.AsSpan().LastIndexOf("Reviewer"u8), tried = 0;
            for (int i = at - 40; i < at + 20; i++)
            {
                for (int bit = 0; bit < 8; bit++)
                {
                    byte[] flipped = [.. bytes];
                    flipped[i] ^= (byte)(1 << bit);
                    string path = Path.Combine(folder.FullName, $"{tried++}.db");
                    File.WriteAllBytes(path, flipped);
                    try
                    {
                        using SqliteReviewStore store = new(path);
                        Assert.DoesNotContain(store.Accounts(), a => a.Name == "ben" && a.Role != Role.Reviewer);
                    }
                    catch (Exception e) when (e is InputException or SqliteException or ArgumentException or InvalidOperationException
                        or System.Data.DataException)
                    {
                        // Found.
                    }
                }
            }

            Assert.Equal(480, tried);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_gate_accepts_nothing_from_a_damaged_database()
    {
        const int page = 4096;
        const int accepted = 0;
        using GatedDataset data = new(16, 6, 4);
        Assert.Equal(2, await data.DrawAsync());
        await using (ReviewHost host = await ReviewHost.StartAsync(data.Queue, name: "lea", drawnFrom: data.Folder))
        {
            using ReviewClient lea = await ReviewClient.EnterAsync(host);
            int number = 0;
            foreach ((QueuedItem item, PlantedItem? planted) in data.Items())
            {
                foreach (string camera in (string[])["CAM_FRONT", "CAM_LEFT"])
                {
                    await lea.ActAsync($"{number}/{camera}/{item.Frame}", "verdict", GatedDataset.Truth(planted, camera));
                }

                number++;
            }
        }

        string path = Path.Combine(data.Queue, "review.db");
        byte[] bytes = await File.ReadAllBytesAsync(path);
        IReadOnlyList<ReviewEvent> events;
        using (SqliteReviewStore store = new(path))
        {
            events = store.ReadAfter(0);
        }

        int refused = 0, harmless = 0;
        for (int at = 0; at < bytes.Length; at += page)
        {
            byte[] flipped = [.. bytes], turned = [.. bytes];
            flipped[at + 3000] ^= 0x10;
            turned[at + 4] ^= 0x01;
            foreach (byte[] damaged in (byte[][])[flipped, turned, bytes[..at]])
            {
                await File.WriteAllBytesAsync(path, damaged);
                if (Read(path) is { } read && read.SequenceEqual(events))
                {
                    harmless++;
                    continue;
                }

                Assert.NotEqual(accepted, await data.JudgeAsync());
                refused++;
            }
        }

        Assert.Equal(bytes.Length / page * 3, refused + harmless);
        Assert.True(refused > harmless, $"{refused} refused, {harmless} harmless");
        await File.WriteAllBytesAsync(path, bytes);
        Assert.Equal(accepted, await data.JudgeAsync());

        static IReadOnlyList<ReviewEvent>? Read(string path)
        {
            try
            {
                using SqliteReviewStore store = new(path);
                return store.ReadAfter(0);
            }
            catch (Exception e) when (e is InputException or SqliteException)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task An_altered_log_opens_no_server_and_names_the_record()
    {
        using SampleDataset data = new(1);
        string path = Path.Combine(data.Folder, "review.db");
        using (SqliteReviewStore store = new(path))
        {
            foreach (ReviewEvent e in StoreTests.Chain(9))
            {
                Assert.True(store.TryAppend(e with { Body = e.Number == 6 ? "{\"verdict\":\"cannot_judge\"}" : e.Body }));
            }
        }

        InputException failure = await Assert.ThrowsAsync<InputException>(() => ReviewHost.StartAsync(data.Folder));
        Assert.Contains("Record 6", failure.Message, StringComparison.Ordinal);
    }
}
