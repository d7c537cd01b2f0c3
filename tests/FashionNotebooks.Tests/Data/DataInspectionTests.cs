using FashionNotebooks.Data;

namespace FashionNotebooks.Tests.Data;

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
        Assert.Equal(new("train/dress/one.png", "validation/hat/same_bytes.png", 0, true, true, false), report.Duplicates[0]);
        Assert.Equal(2, report.Leaks.Count());
        Assert.Equal(0.5, report.SharedContributors);
        Assert.Equal(3, report.Sizes["97x61"]);
        Assert.Equal(1, report.Splits.Single(s => s.Name == "train").ClassCounts["hat"]);
    }

    [Fact]
    public void The_fingerprint_follows_names_and_bytes_only()
    {
        using TemporaryFolder one = Fixture.Classes(("dress", 2)), two = Fixture.Classes(("dress", 2)), three = Fixture.Classes(("dress", 2));
        File.SetLastWriteTimeUtc(two.At("dress/dress_000.png"), new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.Copy(Fixture.Image("tall.png"), three.At("dress/dress_001.png"), overwrite: true);
        Assert.Equal(DataInspection.Run(one.Path).Fingerprint, DataInspection.Run(two.Path).Fingerprint);
        Assert.NotEqual(DataInspection.Run(one.Path).Fingerprint, DataInspection.Run(three.Path).Fingerprint);
    }

    [Fact]
    public void Near_pairs_are_those_of_a_plain_loop()
    {
        var random = new Random(4);
        byte[][] pictures = [.. Enumerable.Range(0, 60).Select(_ => new byte[200])];
        foreach (byte[] p in pictures)
            random.NextBytes(p);
        for (int i = 0; i < 20; i++)
        {
            pictures[40 + i] = [.. pictures[i].Select(b => (byte)Math.Clamp(b + random.Next(-i, i + 1), 0, 255))];
        }
        var expected = new List<(int, int)>();
        for (int i = 0; i < 60; i++)
        {
            for (int j = i + 1; j < 60; j++)
            {
                if (pictures[i].Zip(pictures[j], (a, b) => Math.Abs(a - b)).Average() <= 4)
                    expected.Add((i, j));
            }
        }
        Assert.Equal(expected, DuplicateFinder.Near(pictures, 4, 2).Select(p => (p.First, p.Second)));
        Assert.NotEmpty(expected);
    }

    [PhotosFact]
    public void Most_validation_photos_come_from_contributors_of_train() =>
        Assert.Equal(332 / 341.0, DataInspection.Run(PhotosFact.Folder).SharedContributors!.Value, 3);
}
