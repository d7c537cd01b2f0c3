using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;

namespace FashionNotebooks.Tests.Photos.Decoding;

/// <summary>JPEG files against the grammar: libjpeg reads most of them, each in its own way.</summary>
public class JpegDamageTests
{
    private static readonly byte[] baseline = Fixture.Bytes("colour.jpg"), progressive = Fixture.Bytes("progressive.jpg");
    private static readonly byte[] end = [0xFF, 0xD9];

    [Theory]
    [InlineData("colour.jpg")]
    [InlineData("grey.jpg")]
    [InlineData("cmyk.jpg")]
    [InlineData("progressive.jpg")]
    public void Without_its_last_two_bytes_it_is_whole(string name)
    {
        byte[] file = Fixture.Bytes(name);
        byte[] whole = Photo.Decode(file).Pixels;
        Assert.Equal(whole, Photo.Decode(file[..^2]).Pixels);
        Assert.Equal(whole, Photo.Decode(file[..^1]).Pixels);
        Assert.Equal(whole, Photo.Decode([.. file, .. "and what a camera adds"u8]).Pixels);
    }

    // Of the last corner of 16 x 16 pixels some bytes may be missing: the decoder would read as far ahead of a whole file.
    [Theory]
    [InlineData("colour.jpg", 8)]
    [InlineData("cmyk.jpg", 8)]
    [InlineData("exif3.jpg", 20)]
    [InlineData("progressive.jpg", 1)]
    public void Cut_anywhere_it_is_damaged_with_an_end_or_without(string name, int least)
    {
        byte[] file = Fixture.Bytes(name);
        for (int length = 3; length < file.Length - 2 - least; length += 3)
        {
            Assert.Equal(PhotoFault.Damaged, Fault(file[..length]));
            Assert.Equal(PhotoFault.Damaged, Fault([.. file[..length], .. end]));
        }
    }

    [Fact]
    public void A_progressive_file_that_lacks_its_last_scans_is_cut_off()
    {
        int last = progressive.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] tables = progressive[..progressive.AsSpan(0, last).LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xC4])];
        Assert.Contains("cut off", Refusal([.. tables, .. end]), StringComparison.Ordinal);
    }

    // A parser that believes the segment's length sees 97 x 61 pixels; libjpeg looks for the next FF and sees 30,000 x 30,000.
    [Theory]
    [InlineData(30_000)]
    [InlineData(65_000)]
    public void A_segment_without_its_FF_hides_nothing(int side)
    {
        foreach ((byte[] honest, byte frame) in new[] { (baseline, (byte)0xC0), (progressive, (byte)0xC2) })
        {
            byte[] hidden = PhotoFiles.Claiming(honest, frame, side, side)[2..];
            int at = PhotoFiles.Find(honest, 0xDB);
            byte[] named = PhotoFiles.WithSegment(honest, 0xE5, hidden, at), lie = [.. named];
            lie[at] = 0;
            Assert.Equal(PhotoFault.Damaged, Fault(lie));
            Assert.Equal(Photo.Decode(honest).Pixels, Photo.Decode(named).Pixels);
        }
    }

    [Fact]
    public void Two_frames_are_one_too_many()
    {
        int at = PhotoFiles.Find(baseline, 0xC0), length = 2 + baseline[at + 3];
        byte[] frame = baseline[at..(at + length)], larger = [.. frame];
        larger[5] = larger[7] = 0x7F;
        Assert.Equal(PhotoFault.Damaged, Fault([.. baseline[..at], .. frame, .. baseline[at..]]));
        Assert.Equal(PhotoFault.Damaged, Fault([.. baseline[..at], .. larger, .. baseline[at..]]));
        Assert.Equal(PhotoFault.Damaged, Fault([.. baseline[..(at + length)], .. larger, .. baseline[(at + length)..]]));
    }

    // The number of lines may follow the scan (DNL); then the frame says 0, which no decoder of ours takes for a size.
    [Fact]
    public void A_height_that_comes_later_is_not_waited_for()
    {
        byte[] later = PhotoFiles.Claiming(baseline, 0xC0, 97, 0);
        Assert.Equal(PhotoFault.Damaged, Fault([.. later[..^2], 0xFF, 0xDC, 0, 4, 0x75, 0x30, .. end]));
        Photo whole = Photo.Decode(baseline), other = Photo.Decode([.. baseline[..^2], 0xFF, 0xDC, 0, 4, 0x75, 0x30, .. end]);
        Assert.Equal(whole.Pixels, other.Pixels);
    }

    [Fact]
    public void Bytes_between_segments_are_damage()
    {
        foreach (byte marker in (byte[])[0xDB, 0xC0, 0xC4, 0xDA])
        {
            int at = PhotoFiles.Find(baseline, marker);
            Assert.Equal(PhotoFault.Damaged, Fault([.. baseline[..at], 7, .. baseline[at..]]));
            Assert.Equal(PhotoFault.Damaged, Fault([.. baseline[..at], 0xFF, 0xD0, .. baseline[at..]]));
        }
        int table = PhotoFiles.Find(baseline, 0xDB);
        Assert.Equal(Photo.Decode(baseline).Pixels, Photo.Decode([.. baseline[..table], 0xFF, 0xFF, .. baseline[table..]]).Pixels);
    }

    [Fact]
    public void More_than_fifty_scans_are_refused()
    {
        int scan = PhotoFiles.Find(baseline, 0xDA);
        byte[] scans = [.. Enumerable.Repeat(baseline[scan..^2], 51).SelectMany(bytes => bytes)];
        Assert.Contains("50 scans", Refusal([.. baseline[..scan], .. scans, .. end]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_progressive_file_is_refused_when_what_it_keeps_would_not_fit()
    {
        var limits = new PhotoLimits(1_000_000, 2000, 1_000_000);
        byte[] large = PhotoFiles.Claiming(progressive, 0xC2, 990, 990);
        var refused = Assert.Throws<PhotoException>(() => Photo.Decode(large, limits: limits));
        Assert.Equal(PhotoFault.TooLarge, refused.Fault);
        Assert.Contains("at most 4 MB", refused.Message, StringComparison.Ordinal);
    }

    private static PhotoFault Fault(byte[] file) => Assert.Throws<PhotoException>(() => Photo.Decode(file)).Fault;

    private static string Refusal(byte[] file) => Assert.Throws<PhotoException>(() => Photo.Decode(file)).Message;
}
