using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Wardrobe;

namespace FashionNotebooks.Tests.Photos.Folders;

public class DataInspectionTests
{
    [Fact]
    public void Finds_planted_duplicates_leaks_and_contributors()
    {
        using TemporaryFolder data = Fixture.Folder();
        data.Copy("rgb.png", "train/dress/one.png");
        data.Copy("rgb.bmp", "validation/dress/same_picture.bmp");
        data.Copy("rgb.png", "validation/hat/same_bytes.png");
        data.Copy("tall.png", "train/hat/tall.png");
        data.Copy("one.png", "validation/hat/single.png");
        data.Copy("truncated.jpg", "train/hat/broken.jpg");
        data.Write("senders.csv", "image,sender_id\none,7\nsame_bytes,7\nsingle,8\n");
        DataReport report = DataInspection.Run(data.Path);
        Assert.Equal(5, report.Count);
        Assert.Equal(["broken.jpg"], report.Problems.Select(p => Path.GetFileName(p.Path)));
        Assert.Equal("the JPEG file is cut off", report.Problems[0].Reason);
        Assert.Equal(3, report.Duplicates.Count);
        Assert.Equal(new("train/dress/one.png", "validation/hat/same_bytes.png", 1, true, true, false), report.Duplicates[0]);
        Assert.Equal(2, report.Leaks.Count());
        Assert.Equal(0.5, report.SharedContributors);
        Assert.Equal(3, report.Sizes["97x61"]);
        Assert.Equal(1, report.Splits.Single(s => s.Name == "train").ClassCounts["hat"]);
    }

    [Fact]
    public void Photos_beside_the_class_folders_are_named()
    {
        using TemporaryFolder data = Fixture.Classes(("train/dress", 2), ("validation/dress", 1));
        foreach (string place in (string[])["lost.png", "train/lost.png"])
            data.Copy("rgb.png", place);
        data.Write("train/labels.csv", "file,label\n");
        FileProblem[] problems = [.. DataInspection.Run(data.Path).Problems];
        Assert.Equal([data.At("lost.png"), data.At("train/lost.png")], problems.Select(problem => problem.Path));
        Assert.All(problems, problem => Assert.Equal("it lies in no class folder, so it has no class", problem.Reason));
    }

    [Fact]
    public void Corrections_of_no_photo_are_named()
    {
        using TemporaryFolder data = Fixture.Classes(("dress", 2), ("hat", 1));
        data.Write("fixes.csv", "file,label\ndress/dress_000.png,hat\ndres/dress_001.png,hat\nhat_0000,delete\n");
        Corrections corrections = Corrections.Read(data.At("fixes.csv"));
        Assert.Equal("no photo is called 'dres/dress_001.png' (2 rows fit no photo)",
            Assert.Single(DataInspection.Run(data.Path, corrections: corrections).Problems).Reason);
    }

    [Fact]
    public void The_fingerprint_follows_names_and_bytes_only()
    {
        using TemporaryFolder one = Fixture.Classes(("dress", 2)), two = Fixture.Classes(("dress", 2)),
            three = Fixture.Classes(("dress", 2));
        File.SetLastWriteTimeUtc(two.At("dress/dress_000.png"), new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.Copy(Fixture.Image("tall.png"), three.At("dress/dress_001.png"), overwrite: true);
        Assert.Equal(DataInspection.Run(one.Path).Fingerprint, DataInspection.Run(two.Path).Fingerprint);
        Assert.NotEqual(DataInspection.Run(one.Path).Fingerprint, DataInspection.Run(three.Path).Fingerprint);
    }

    // A copy that was cropped, re-exposed and encoded badly is found; the same scene with another motive is not.
    [Fact]
    public void Near_duplicates_survive_a_new_exposure_crop_and_encoding()
    {
        Photo original = Photo.Read(Fixture.Image("big.jpg")).Resize(400, 400);
        Photo copy = Cropped(original, 4);
        for (int i = 0; i < copy.Pixels.Length; i++)
            copy.Pixels[i] = (byte)Math.Min(255, copy.Pixels[i] * 1.12);
        Photo other = Cropped(original, 0);
        for (int i = 0; i < other.Pixels.Length; i++)
            other.Pixels[i] = (byte)(i / 1200 % 40 < 20 ? other.Pixels[i] : other.Pixels[i] / 2);
        using TemporaryFolder data = Fixture.Folder();
        data.Write("dress/a.png", original.EncodePng());
        data.Write("dress/b.jpg", copy.EncodeJpeg(50));
        data.Write("dress/c.png", other.EncodePng());
        DuplicatePair pair = Assert.Single(DataInspection.Run(data.Path).Duplicates);
        Assert.Equal(("dress/a.png", "dress/b.jpg", false), (pair.First, pair.Second, pair.SameBytes));
    }

    // Views of one garment, and garments that are drawn nearly alike, are other photos.
    [Fact]
    public void Of_a_wardrobe_all_planted_copies_are_found_and_nothing_else()
    {
        using TemporaryFolder data = Fixture.Folder();
        SampleWardrobe wardrobe = SampleWardrobe.Write(data.At("w"), new WardrobeSettings { PerClass = 40, Size = 128 });
        IEnumerable<string> Names(WardrobePhoto photo) =>
            wardrobe.Photos.Where(other => other.Garment == photo.Garment && (other == photo || other.View == photo.CopyOf))
                .Select(other => other.Name).Order(StringComparer.Ordinal);
        string[] planted = [.. wardrobe.Photos.Where(photo => photo.CopyOf is not null).Select(photo => string.Join(' ', Names(photo)))];
        Assert.NotEmpty(planted);
        Assert.Equal(planted.Order(), DataInspection.Run(data.At("w")).Duplicates
            .Select(pair => string.Join(' ', new[] { pair.First, pair.Second }.Select(Path.GetFileNameWithoutExtension)
                .Order(StringComparer.Ordinal))).Order());
    }

    [PhotosFact]
    public void The_one_duplicate_of_the_real_photos_has_two_labels()
    {
        DataReport report = DataInspection.Run(PhotosFact.Folder);
        Assert.Equal(332 / 341.0, report.SharedContributors!.Value, 3);
        DuplicatePair pair = Assert.Single(report.Duplicates);
        Assert.False(pair.SameClass);
    }

    private static Photo Cropped(Photo image, int border)
    {
        var result = new Photo(image.Width - 2 * border, image.Height - 2 * border);
        for (int y = 0; y < result.Height; y++)
            image.Pixels.AsSpan(((y + border) * image.Width + border) * 3, result.Width * 3)
                .CopyTo(result.Pixels.AsSpan(y * result.Width * 3));
        return result;
    }
}
