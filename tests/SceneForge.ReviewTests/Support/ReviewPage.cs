using Microsoft.Playwright;

namespace SceneForge.ReviewTests.Support;

/// <summary>The review page as a person uses it.</summary>
public sealed class ReviewPage
{
    private readonly List<string> _errors = [];

    public ReviewPage(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _errors.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The frame in view: <c>3/CAM_FRONT/7</c>.</summary>
    public string Frame => new Uri(Page.Url).Fragment.TrimStart('#');

    public Task Press(string key) => Page.Keyboard.PressAsync(key);

    /// <summary>Waits until a frame is in view.</summary>
    public Task WaitForFrame(string? frame = null) =>
        Page.WaitForFunctionAsync("frame => document.documentElement.dataset.frame && (!frame || location.hash === '#' + frame)", frame);

    /// <summary>Waits until the 3D view shows so many points.</summary>
    public Task WaitForPoints(int count) => Page.WaitForFunctionAsync("count => document.documentElement.dataset.points === String(count)", count);

    /// <summary>Waits until the view has left a frame.</summary>
    public Task WaitPast(string frame) => Page.WaitForFunctionAsync("frame => location.hash !== '#' + frame", frame);

    /// <summary>Waits until the server acknowledged everything.</summary>
    public Task WaitSaved() => 
        Page.WaitForFunctionAsync("() => !Object.keys(localStorage).some(k => k.startsWith('sceneforge.review.outbox/'))");

    /// <summary>Where a pixel of a 48 x 32 picture that fills the stage is on the page, and page pixels per pixel of it.</summary>
    public async Task<(float X, float Y, float Scale)> ImagePlace(double u, double v)
    {
        LocatorBoundingBoxResult box = (await Page.Locator(".stage").BoundingBoxAsync())!;
        float scale = Math.Min(box.Width / 48, box.Height / 32);
        return ((float)(box.X + box.Width / 2 + (u - 24) * scale), (float)(box.Y + box.Height / 2 + (v - 16) * scale), scale);
    }

    public Task<string> Text(string selector) => Page.Locator(selector).First.InnerTextAsync();

    public void AssertQuiet() => Assert.Empty(_errors);
}
