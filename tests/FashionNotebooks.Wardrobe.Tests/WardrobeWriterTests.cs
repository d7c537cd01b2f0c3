using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Wardrobe.Tests;

public sealed class WardrobeWriterTests : IDisposable
{
    private static readonly WardrobeSettings Small = new() { PerClass = 10, Size = 48 };
    private readonly string folder = Directory.CreateTempSubdirectory("wardrobe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void One_thread_and_four_write_the_same_bytes()
    {
        SampleWardrobe.Write(At("one"), Small with { Threads = 1 });
        SampleWardrobe.Write(At("four"), Small with { Threads = 4 });
        string[] files = Files("one");
        Assert.Equal(files, Files("four"));
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(At("one"), file)),
            File.ReadAllBytes(Path.Combine(At("four"), file))));
    }

    [Fact]
    public void A_folder_of_an_earlier_version_gets_the_columns()
    {
        var settings = new WardrobeSettings { PerClass = 5, Size = 32 };
        SampleWardrobe.Write(At("w"), settings);
        string table = Path.Combine(At("w"), "items.csv"), written = File.ReadAllText(table);
        File.WriteAllLines(table, written.TrimEnd().Split('\n').Select(line => string.Join(',', line.Split(',')[..10])));
        SampleWardrobe.Write(At("w"), settings);
        Assert.Equal(written, File.ReadAllText(table));
        Assert.All(CsvTable.Read(table, "cut", "length", "colour", "lab_l", "lab_a", "lab_b", "pattern"), fields =>
            Assert.DoesNotContain("", fields));
    }

    [Fact]
    public void Tables_agree_with_the_files()
    {
        SampleWardrobe wardrobe = SampleWardrobe.Write(At("w"), Small);
        string[] photos = [.. Files("w").Where(file => file.EndsWith(".jpg", StringComparison.Ordinal))];
        var garments = CsvTable.Read(Path.Combine(At("w"), "items.csv"), "image", "class", "category", "item", "view", "contributor",
            "date", "file").ToList();
        Assert.Equal(photos.Where(file => !file.StartsWith("twins/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            garments.Select(row => row[7]).Order(StringComparer.Ordinal));
        Assert.All(garments, row => Assert.Equal($"{row[2]}_{int.Parse(row[3]):D4}_{row[4]}", row[0]));
        Assert.All(garments, row => Assert.Equal(row[1], Path.GetFileName(Path.GetDirectoryName(row[7]))));
        var senders = CsvTable.Read(Path.Combine(At("w"), "senders.csv"), "image", "sender_id").ToDictionary(row => row[0], row => row[1]);
        Assert.All(garments, row => Assert.Equal(row[5], senders[row[0]]));
        Assert.Equal(garments.Count, senders.Count);
        Assert.All(CsvTable.Read(Path.Combine(At("w"), "pairs.csv"), "a", "b"),
            row => Assert.All(row, file => Assert.Contains(file, photos)));
        Assert.Equal(
            wardrobe.Photos.Where(p => p.IsMislabelled || p.CopyOf is not null).Select(p => p.File).Order(StringComparer.Ordinal),
            CsvTable.Read(Path.Combine(At("w"), "planted.csv"), "file").Select(row => row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_folder_tree_opens_as_any_other_photos()
    {
        SampleWardrobe.Write(At("w"), Small);
        ImageFolder train = ImageFolder.Open(Path.Combine(At("w"), "train"));
        Assert.Equal(WardrobeClasses.Names, train.Classes);
        Assert.Empty(train.Problems);
        Assert.All(train.Items, photo => Assert.NotNull(photo.Sender));
        Assert.Equal(48, Photo.Read(train.Items[0].Path).Width);
    }

    [Fact]
    public void A_second_run_keeps_what_is_there_and_draws_what_is_missing()
    {
        SampleWardrobe.Write(At("w"), Small);
        string[] files = Files("w");
        string kept = Path.Combine(At("w"), files[0]), lost = Path.Combine(At("w"),
            files.Last(file => file.EndsWith(".jpg", StringComparison.Ordinal)));
        byte[] bytes = File.ReadAllBytes(lost);
        DateTime before = File.GetLastWriteTimeUtc(kept);
        File.Delete(lost);
        SampleWardrobe.Write(At("w"), Small);
        Assert.Equal(before, File.GetLastWriteTimeUtc(kept));
        Assert.Equal(bytes, File.ReadAllBytes(lost));
    }

    [Fact]
    public void A_folder_of_something_else_is_left_alone()
    {
        File.WriteAllText(Path.Combine(folder, "diary.txt"), "mine");
        Assert.Contains(folder, Assert.Throws<InputException>(() => SampleWardrobe.Write(folder, Small)).Message, StringComparison.Ordinal);
        SampleWardrobe.Write(At("w"), Small);
        Assert.Throws<InputException>(() => SampleWardrobe.Write(At("w"), Small with { Seed = 9 }));
        Assert.Throws<InputException>(() => SampleWardrobe.Write(At("w"), Small with { Contributors = 30 }));
        Assert.Throws<InputException>(() => SampleWardrobe.Write("/proc/none/w", Small));
    }

    [Fact]
    public void A_stopped_run_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Immediate(share => { if (share > 0.3) stop.Cancel(); });
        Assert.ThrowsAny<OperationCanceledException>(() => SampleWardrobe.Write(At("w"), Small, progress, stop.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void What_a_killed_run_left_is_gone_after_the_next()
    {
        string Left(string wardrobe, int process) => $"{At(wardrobe)}.{process}.{Guid.NewGuid():N}.tmp";
        string dead = Left("w", int.MaxValue), running = Left("w", Environment.ProcessId),
            other = Left("w2", int.MaxValue); // no system counts so far
        foreach (string left in (string[])[dead, running, other])
        {
            Directory.CreateDirectory(Path.Combine(left, "train"));
            File.WriteAllText(Path.Combine(left, "train", "a.jpg"), "half");
        }
        SampleWardrobe.Write(At("w"), Small);
        Assert.Equal(new[] { At("w"), running, other }.Order(), Directory.EnumerateDirectories(folder).Order());
    }

    [Fact]
    public void A_wardrobe_whose_name_is_a_pattern_leaves_others_alone()
    {
        if (OperatingSystem.IsWindows())
            return; // no such names there
        string other = $"{At("w2")}.{int.MaxValue}.{Guid.NewGuid():N}.tmp";
        Directory.CreateDirectory(other);
        SampleWardrobe.Write(At("w?"), Small);
        SampleWardrobe.Write(At("w****************************************************"), Small);
        Assert.True(Directory.Exists(other));
    }

    private string At(string name) => Path.Combine(folder, name);

    private string[] Files(string name) =>
        [.. Directory.GetFiles(At(name), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(At(name), file))
            .Order(StringComparer.Ordinal)];

    private sealed class Immediate(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
