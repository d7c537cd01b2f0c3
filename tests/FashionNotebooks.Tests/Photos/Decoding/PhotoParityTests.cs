using System.Diagnostics;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Download;

namespace FashionNotebooks.Tests.Photos.Decoding;

/// <summary>The preprocessing of real photos against PIL's, where Debian's Python and its PIL are installed.</summary>
public class PhotoParityTests
{
    private const string Python = "/usr/bin/python3";
    private const int Photos = 80;

    [PhotosFact]
    public void Real_photos_are_prepared_as_PIL_does()
    {
        using TemporaryFolder work = Fixture.Folder();
        string[] files = [.. DataRoot.Open(PhotosFact.Folder).OpenSplit("validation").Items.Select(i => i.Path).Where((_, i) => i % 4 == 0)
            .Take(Photos)];
        File.WriteAllLines(work.At("list"), files);
        if (!RunPil(work.At("list"), work.At("out"), 64))
            return;
        byte[] all = File.ReadAllBytes(work.At("out"));
        const int picture = 3 * 64 * 64;
        Assert.Equal(files.Length * picture, all.Length);
        double total = 0;
        for (int i = 0; i < files.Length; i++)
        {
            ReadOnlySpan<byte> expected = all.AsSpan(i * picture, picture);
            (int largest, _) = Difference(expected, Fixture.Planes(Photo.Read(files[i]).Resize(64, 64)));
            (_, double mean) = Difference(expected, Preprocessing.Course.ReadPlanes(files[i]));
            Assert.True(largest <= 1, $"{files[i]}: {largest} levels on the same decoded pixels");
            Assert.True(mean <= 4, $"{files[i]}: {mean:0.00} levels on average with scale-on-load");
            total += mean;
        }
        Assert.InRange(total / files.Length, 0, 2);
    }

    private static (int Largest, double Mean) Difference(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int largest = 0;
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            int d = Math.Abs(a[i] - b[i]);
            (largest, sum) = (Math.Max(largest, d), sum + d);
        }
        return (largest, sum / a.Length);
    }

    // False where there is no Python with PIL: then there is nothing to compare with.
    private static bool RunPil(string list, string target, int size)
    {
        if (!File.Exists(Python))
            return false;
        string script = Path.Combine(AppContext.BaseDirectory, "Fixtures", "resize_with_pil.py");
        using Process process = Process.Start(Python, [script, list, target, $"{size}"]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
