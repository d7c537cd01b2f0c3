using System.Buffers.Binary;
using System.Globalization;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;

namespace FashionNotebooks.Tests.Photos;

/// <summary>What decoding holds at its peak, as Linux counts it: the largest photos that are let through, and those that pretend.</summary>
[Collection("engine")]
public class PhotoMemoryTests
{
    private const long Slack = 50_000_000;
    private const string Status = "/proc/self/status", Reset = "/proc/self/clear_refs";
    private static readonly PhotoLimits limits = PhotoLimits.Upload;

    private static readonly Dictionary<string, Func<byte[]>> files = new()
    {
        ["a PNG at the limit"] = () => PhotoFiles.BlackPng(8000, 5000, 8, 6, 4, interlaced: false),
        ["a PNG of 16 bits at the limit"] = () => PhotoFiles.BlackPng(8000, 5000, 16, 6, 4, interlaced: false),
        ["an interlaced PNG"] = () => PhotoFiles.BlackPng(4400, 4400, 8, 6, 4, interlaced: true),
        ["an interlaced PNG of 16 bits"] = () => PhotoFiles.BlackPng(3600, 3600, 16, 6, 4, interlaced: true),
        ["an interlaced PNG at the limit"] = () => PhotoFiles.BlackPng(8000, 5000, 16, 6, 4, interlaced: true),
        ["a lossless WebP that claims the limit"] = () => LosslessWebP(8000, 5000),
        ["a lossless WebP that claims half the limit"] = () => LosslessWebP(4000, 5000),
        ["a JPEG that claims the limit"] = () => PhotoFiles.Claiming(Fixture.Bytes("colour.jpg"), 0xC0, 8000, 5000),
        ["a progressive JPEG that claims the limit"] = () => PhotoFiles.Claiming(Fixture.Bytes("progressive.jpg"), 0xC2, 8000, 5000),
        ["a CMYK JPEG that claims the limit"] = () => PhotoFiles.Claiming(Fixture.Bytes("cmyk.jpg"), 0xC0, 8000, 5000),
    };

    public static TheoryData<string> Kinds => [.. files.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Stays_below_four_bytes_for_each_pixel_of_the_limit(string kind)
    {
        if (!File.Exists(Reset))
            return; // only Linux counts so
        byte[] file = files[kind]();
        Assert.InRange(file.Length, 1, 10_000_000);
        byte[] planes = new byte[3 * 224 * 224];
        new Preprocessing(224).Decode(Fixture.Bytes("colour.jpg"), planes, limits);
        GC.Collect();
        long before = PeakFromNow();
        try
        {
            new Preprocessing(224).Decode(file, planes, limits);
        }
        catch (PhotoException)
        {
        }
        Assert.True(Peak() - before <= (4 * limits.MaxPixels) + Slack, $"{(Peak() - before) / 1_000_000} MB at the peak");
    }

    private static byte[] LosslessWebP(int width, int height)
    {
        byte[] file = Fixture.Bytes("lossless.webp");
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(21), (width - 1) | (height - 1) << 14);
        return file;
    }

    private static long PeakFromNow()
    {
        File.WriteAllText(Reset, "5");
        return Peak();
    }

    private static long Peak()
    {
        string line = File.ReadLines(Status).First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line["VmHWM:".Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024;
    }
}
