using System.Collections.Concurrent;
using Microsoft.Playwright;
using SceneForge.Review.Storage;
using SceneForge.ReviewTests.Support;

namespace SceneForge.ReviewTests;

/// <summary>What the page keeps, and fetches again, where the server or the page itself goes away.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ConnectionTests(Browser browser)
{
    [BrowserFact]
    public async Task A_killed_server_loses_nothing_acknowledged_and_the_page_sends_the_rest()
    {
        using SampleDataset data = new(12);
        int port = ReviewProcess.FreePort();
        ReviewProcess server = await ReviewProcess.StartAsync(data.Folder, port);
        ReviewPage page = await browser.OpenAsync(server.Entrance);
        await page.WaitForFrame();
        const int kills = 3;
        int pressed = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            for (int i = 0; i < 6; i++)
            {
                string frame = page.Frame;
                await page.Press("ArrowRight");
                pressed++;
                await page.WaitPast(frame);
                if (i == 3)
                {
                    // The frames ahead are here before the server goes.
                    await page.Page.WaitForTimeoutAsync(1000);
                    server.Kill();
                }
            }

            server.Dispose();
            server = await ReviewProcess.StartAsync(data.Folder, port);
            await page.Page.GotoAsync(server.Entrance.ToString());
            await page.WaitForFrame();
            await page.WaitSaved();
        }

        server.Kill();
        server.Dispose();
        IReadOnlyList<ReviewEvent> events = ReviewDesk.EventsIn(data.Folder);
        Assert.Equal(3 * 6, pressed);
        Assert.Equal(pressed, events.Count(e => e.Kind == "verdict"));
        Assert.Equal(pressed, events.Select(e => e.Subject).Distinct().Count());
        Assert.Null(EventChain.FirstBroken(events));
    }

    [BrowserFact]
    public async Task What_two_tabs_could_not_send_is_sent_by_the_next()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(3));
        IBrowserContext context = desk.Page.Page.Context;
        ReviewPage second = new(await context.NewPageAsync());
        await second.Page.GotoAsync($"{desk.Host.Address}#2/CAM_LEFT/1");
        await second.WaitForFrame("2/CAM_LEFT/1");
        await context.SetOfflineAsync(true);
        foreach (ReviewPage tab in (ReviewPage[])[desk.Page, second])
        {
            await tab.Press("ArrowRight");
            await tab.Page.WaitForTimeoutAsync(200);
            await tab.Page.CloseAsync();
        }

        Assert.Empty(desk.Acts("verdict"));
        await context.SetOfflineAsync(false);
        ReviewPage next = new(await context.NewPageAsync());
        await next.Page.GotoAsync(desk.Host.Address.ToString());
        await next.WaitForFrame();
        await next.WaitSaved();
        Assert.Equal(["0/CAM_FRONT/0", "2/CAM_LEFT/1"], desk.Events.Where(e => e.Kind == "verdict").Select(e => e.Subject)
            .Order(StringComparer.Ordinal));
    }

    [BrowserFact]
    public async Task What_a_frame_lacks_is_loaded_when_the_server_is_back()
    {
        await using ReviewDesk desk = await ReviewDesk.OpenPageAsync(browser, new(1));
        ReviewPage page = desk.Page;
        ConcurrentBag<string> loaded = [];
        page.Page.Response += (_, answer) => loaded.Add(answer.Url);
        async Task<bool> HasLoaded(string file)
        {
            for (int i = 0; i < 100 && !loaded.Any(u => u.Contains(file, StringComparison.Ordinal)); i++)
            {
                await Task.Delay(100);
            }

            return loaded.Any(u => u.Contains(file, StringComparison.Ordinal));
        }

        await page.Page.ReloadAsync();
        await page.WaitForFrame();
        Assert.True(await HasLoaded("/0/CAM_LEFT/0/rgb"));
        await page.Page.WaitForTimeoutAsync(500);
        await page.Page.Context.SetOfflineAsync(true);
        await page.Press("ArrowDown");
        await page.WaitForFrame("0/CAM_LEFT/0");
        await page.Page.WaitForTimeoutAsync(500);
        Assert.DoesNotContain(loaded, u => u.Contains("/0/CAM_LEFT/0/depth", StringComparison.Ordinal));
        await page.Page.Context.SetOfflineAsync(false);
        Assert.True(await HasLoaded("/0/CAM_LEFT/0/depth"));
    }
}
