using Microsoft.Data.Sqlite;
using SceneForge.Review.Storage;
using SceneForge.Scenarios.Input;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>A database whose pages are flipped or cut: found, or harmless.</summary>
public sealed class DamagedLogTests
{
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
                foreach (int offset in (int[])[0, 1, 8, 40, 100, 1000, 2048, 4000])
                {
                    byte[] flipped = [.. bytes];
                    flipped[at + offset] ^= 0x10;
                    Count(flipped);
                }

                Count(bytes[..at]);
                Count(bytes[..(at + page / 2)]);
            }

            Assert.Equal(bytes.Length / page * 10, found + harmless);
            Assert.True(found > harmless, $"{found} found, {harmless} harmless");

            void Count(byte[] damaged)
            {
                string path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.db");
                File.WriteAllBytes(path, damaged);
                try
                {
                    using SqliteReviewStore store = new(path);
                    IReadOnlyList<ReviewEvent> read = store.ReadAfter(0);
                    // An empty file is a new log: the gate compares the head that it noted.
                    bool isSame = read.SequenceEqual(events) || damaged.Length == 0;
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
    public async Task An_altered_log_opens_no_server_and_names_the_record()
    {
        using SampleDataset data = new(1);
        string page = Directory.CreateTempSubdirectory("sceneforge-page-").FullName;
        string path = Path.Combine(data.Folder, "review.db");
        using (SqliteReviewStore store = new(path))
        {
            foreach (ReviewEvent e in StoreTests.Chain(9))
            {
                Assert.True(store.TryAppend(e with { Body = e.Number == 6 ? "{\"verdict\":\"cannot_judge\"}" : e.Body }));
            }
        }

        InputException failure = await Assert.ThrowsAsync<InputException>(() => ReviewHost.StartAsync(data.Folder, page: page));
        Assert.Contains("Record 6", failure.Message, StringComparison.Ordinal);
        Directory.Delete(page);
    }
}
