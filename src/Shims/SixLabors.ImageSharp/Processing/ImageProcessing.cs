namespace SixLabors.ImageSharp.Processing;

/// <summary>Collects the operations of a <c>Mutate</c>.</summary>
public interface IImageProcessingContext
{
}

/// <summary>Changes pictures in place.</summary>
public static class ProcessingExtensions
{
    public static void Mutate(this Image source, Action<IImageProcessingContext> operation) => operation(new ProcessingContext(source));
}

/// <summary>Changes a picture's size.</summary>
public static class ResizeExtensions
{
    /// <summary>Bicubic, widened where the picture shrinks.</summary>
    public static IImageProcessingContext Resize(this IImageProcessingContext source, int width, int height)
    {
        ((ProcessingContext)source).Image.Resize(width, height);
        return source;
    }
}

internal sealed class ProcessingContext(Image image) : IImageProcessingContext
{
    public Image Image { get; } = image;
}
