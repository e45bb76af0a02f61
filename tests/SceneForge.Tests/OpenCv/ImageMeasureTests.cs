using OpenCvSharp;
using SceneForge.Tests.Imaging;
using SceneForge.Tests.Support;
using Xunit;

namespace SceneForge.Tests.OpenCv;

/// <summary>What the image checks rest on: OpenCV's measures against their definitions.</summary>
public sealed class ImageMeasureTests
{
    [OpenCvFact]
    public void Luma_weighs_red_green_and_blue_as_BT_601_does_and_keeps_grey()
    {
        byte[] colors = [255, 0, 0, 0, 255, 0, 0, 0, 255, 77, 77, 77, 255, 255, 255, 10, 200, 90];
        using Mat source = Mat.FromPixelData(2, 3, MatType.CV_8UC3, colors);
        using Mat gray = new();
        Cv2.CvtColor(source, gray, ColorConversionCodes.RGB2GRAY);
        Assert.Equal((2, 3, MatType.CV_8UC1), (gray.Rows, gray.Cols, gray.Type()));
        Assert.Equal([76, 150, 29, 77, 255, 131], gray.AsSpan<byte>().ToArray());
        Cv2.CvtColor(source, gray, ColorConversionCodes.BGR2GRAY);
        Assert.Equal([29, 150, 76, 77, 255], gray.AsSpan<byte>()[..5].ToArray());
    }

    [OpenCvFact]
    public void The_Laplacian_of_a_quadric_is_constant_and_the_border_reflects()
    {
        // f = x^2 + y^2: every second difference is 2, so the cross gives 4 inside.
        byte[] pixels = [.. Enumerable.Range(0, 81).Select(p => (byte)(p % 9 * (p % 9) + p / 9 * (p / 9)))];
        using Mat source = Mat.FromPixelData(9, 9, MatType.CV_8UC1, pixels);
        using Mat result = new();
        Cv2.Laplacian(source, result, MatType.CV_16S);
        for (int y = 1; y < 8; y++)
        {
            for (int x = 1; x < 8; x++)
            {
                Assert.Equal(4, result.At<short>(y, x));
            }
        }

        // At x = 0 both neighbours are f(1) = 1: 2 + 2 in y gives 4 too; at x = 8 both are 49 under 64: -30 + 2.
        Assert.Equal(4, result.At<short>(4, 0));
        Assert.Equal(-28, result.At<short>(4, 8));
        Assert.Equal(-28, result.Get<short>(8, 4));
        Assert.Equal(-60, result.Get<short>(8, 8));
    }

    [OpenCvFact]
    public void Mean_and_deviation_are_those_of_the_population()
    {
        using Mat bytes = Mat.FromPixelData(1, 4, MatType.CV_8UC1, new byte[] { 2, 4, 4, 6 });
        Cv2.MeanStdDev(bytes, out Scalar mean, out Scalar deviation);
        Assert.Equal((4.0, Math.Sqrt(2)), (mean.Val0, deviation.Val0));
        using Mat shorts = Mat.FromPixelData(1, 2, MatType.CV_16SC1, new short[] { -1020, 1020 });
        Cv2.MeanStdDev(shorts, out mean, out deviation);
        Assert.Equal((0.0, 1020.0), (mean.Val0, deviation.Val0));
        using Mat mask = Mat.FromPixelData(1, 4, MatType.CV_8UC1, new byte[] { 0, 1, 0, 255 });
        Cv2.MeanStdDev(bytes, out mean, out deviation, mask);
        Assert.Equal((5.0, 1.0), (mean.Val0, deviation.Val0));
    }

    [OpenCvFact]
    public void A_histogram_counts_every_sample_of_its_channel_once()
    {
        byte[] colors = TestPictures.Bytes(40, 30, 3, 60);
        using Mat source = Mat.FromPixelData(30, 40, MatType.CV_8UC3, colors);
        using Mat histogram = new();
        for (int channel = 0; channel < 3; channel++)
        {
            Cv2.CalcHist([source], [channel], null, histogram, 1, [16], [new Rangef(0, 256)]);
            float[] expected = new float[16];
            for (int i = channel; i < colors.Length; i += 3)
            {
                expected[colors[i] / 16]++;
            }

            Assert.Equal(expected, histogram.AsSpan<float>().ToArray());
        }
    }

    [OpenCvFact]
    public void Shrinking_takes_the_mean_of_the_area_also_where_it_cuts_pixels()
    {
        using Mat source = Mat.FromPixelData(1, 3, MatType.CV_8UC1, new byte[] { 10, 20, 60 });
        using Mat small = new();
        Cv2.Resize(source, small, new Size(2, 1), interpolation: InterpolationFlags.Area);

        // One and a half pixels each: (10 + 20 / 2) / 1.5 = 13.3, (20 / 2 + 60) / 1.5 = 46.7.
        Assert.Equal([13, 47], small.AsSpan<byte>().ToArray());
        byte[] pixels = TestPictures.Bytes(64, 48, 1, 200);
        using Mat picture = Mat.FromPixelData(48, 64, MatType.CV_8UC1, pixels);
        Cv2.Resize(picture, small, new Size(1, 1), interpolation: InterpolationFlags.Area);
        Assert.Equal((int)Math.Round(pixels.Average(p => (double)p)), small.At<byte>(0, 0));
        Cv2.Resize(picture, small, new Size(32, 24), interpolation: InterpolationFlags.Area);
        for (int p = 0; p < 32 * 24; p++)
        {
            int at = p / 32 * 128 + p % 32 * 2;
            Assert.Equal((pixels[at] + pixels[at + 1] + pixels[at + 64] + pixels[at + 65] + 2) / 4, small.AsSpan<byte>()[p]);
        }
    }

    [OpenCvFact]
    public void The_cosine_transform_of_a_cosine_has_one_coefficient_and_energy_is_kept()
    {
        const int n = 32;
        using Mat wave = new(n, n, MatType.CV_64FC1);
        for (int y = 0; y < n; y++)
        {
            for (int x = 0; x < n; x++)
            {
                wave.At<double>(y, x) = Math.Cos(Math.PI * (2 * x + 1) * 5 / (2 * n)) * Math.Cos(Math.PI * (2 * y + 1) * 3 / (2 * n));
            }
        }

        using Mat spectrum = new();
        Cv2.Dct(wave, spectrum);
        for (int v = 0; v < n; v++)
        {
            for (int u = 0; u < n; u++)
            {
                // Each factor has the norm sqrt(n / 2); rounding of 64 terms stays far below 1e-11.
                Assert.Equal(u == 5 && v == 3 ? n / 2.0 : 0, spectrum.At<double>(v, u), 1e-11);
            }
        }

        using Mat flat = new(2, 4, MatType.CV_64FC1);
        flat.AsSpan<double>().Fill(3);
        Cv2.Dct(flat, spectrum);
        Assert.Equal(3 * Math.Sqrt(8), spectrum.At<double>(0, 0), 1e-12);
    }

    [OpenCvFact]
    public void A_difference_has_no_sign()
    {
        using Mat a = Mat.FromPixelData(1, 3, MatType.CV_8UC1, new byte[] { 0, 255, 9 });
        using Mat b = Mat.FromPixelData(1, 3, MatType.CV_8UC1, new byte[] { 255, 0, 7 });
        using Mat difference = new();
        Cv2.Absdiff(a, b, difference);
        Assert.Equal([255, 255, 2], difference.AsSpan<byte>().ToArray());
    }
}
