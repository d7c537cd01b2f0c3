using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Download;
using FashionNotebooks.Photos.Folders;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Photos;

[Collection("engine")]
public class PhotoSetTests
{
    private static readonly Preprocessing rule = new(16);

    [Fact]
    public void Holds_what_the_decoder_gives_in_the_folders_order()
    {
        using TemporaryFolder data = Mixed(), cache = Fixture.Folder();
        using PhotoSet photos = PhotoSet.Load(ImageFolder.Open(data.Path), rule, cache.Path);
        Assert.Equal([5, 3, 16, 16], photos.Pixels.shape);
        Assert.Equal([0, 0, 1, 1, 1], photos.Labels.data<long>().ToArray());
        for (int i = 0; i < photos.Count; i++)
        {
            using Tensor one = photos.Pixels[i].contiguous();
            Assert.Equal(rule.ReadPlanes(photos.Items[i].Path), one.bytes.ToArray());
        }
    }

    [Fact]
    public void Decodes_on_as_many_threads_as_operations_use()
    {
        using TemporaryFolder data = Mixed();
        int before = get_num_threads();
        try
        {
            set_num_threads(1);
            var seen = new Threads();
            PhotoSet.Load(ImageFolder.Open(data.Path), rule, cacheDirectory: "", progress: seen).Dispose();
            Assert.Equal([Environment.CurrentManagedThreadId], seen.Ids);
        }
        finally
        {
            set_num_threads(before);
        }
    }

    private sealed class Threads : IProgress<LoadProgress>
    {
        public HashSet<int> Ids { get; } = [];

        public void Report(LoadProgress value)
        {
            lock (Ids)
                Ids.Add(Environment.CurrentManagedThreadId);
        }
    }

    [Fact]
    public void Damaged_pictures_are_left_out_and_named_also_from_the_cache()
    {
        using TemporaryFolder data = Mixed(), cache = Fixture.Folder();
        data.Copy("truncated.jpg", "dress/bad.jpg");
        data.Copy("declares_100000.png", "dress/huge.png");
        for (int run = 0; run < 2; run++)
        {
            using PhotoSet photos = PhotoSet.Load(ImageFolder.Open(data.Path), rule, cache.Path);
            Assert.Equal(5, photos.Count);
            Assert.Equal(["bad.jpg", "huge.png"], photos.Problems.Select(p => Path.GetFileName(p.Path)).Order());
            using Tensor last = photos.Pixels[4].contiguous();
            Assert.Equal(rule.ReadPlanes(photos.Items[4].Path), last.bytes.ToArray());
        }
    }

    [Fact]
    public void The_second_load_decodes_nothing_and_gives_the_same_bytes()
    {
        using TemporaryFolder data = Mixed(), cache = Fixture.Folder();
        ImageFolder folder = ImageFolder.Open(data.Path);
        using PhotoSet first = PhotoSet.Load(folder, rule, cache.Path);
        var counter = new Counter();
        using PhotoSet second = PhotoSet.Load(folder, rule, cache.Path, progress: counter);
        Assert.Equal(0, counter.Reports);
        Assert.Equal(first.Pixels.bytes.ToArray(), second.Pixels.bytes.ToArray());
    }

    [Fact]
    public void One_changed_file_decodes_one_file_and_a_touched_one_none()
    {
        using TemporaryFolder data = Mixed(), cache = Fixture.Folder();
        PhotoSet.Load(ImageFolder.Open(data.Path), rule, cache.Path).Dispose();
        File.SetLastWriteTimeUtc(data.At("hat/c.jpg"), DateTime.UtcNow.AddDays(-3));
        File.Move(data.At("hat/d.webp"), data.At("hat/z.webp"));
        PhotoSet.Load(ImageFolder.Open(data.Path), rule, cache.Path).Dispose();
        Assert.Single(Directory.GetFiles(cache.Path));
        File.Copy(Fixture.Image("tall.png"), data.At("dress/a.png"), overwrite: true);
        PhotoSet.Load(ImageFolder.Open(data.Path), rule, cache.Path).Dispose();
        long[] sizes = [.. Directory.GetFiles(cache.Path).Select(file => new FileInfo(file).Length).Order()];
        Assert.Equal([12 + (2 * 32) + (3 * 16 * 16) + 32, 12 + (6 * 32) + (5 * ((3 * 16 * 16) + 32))], sizes);
    }

    [Fact]
    public void Above_its_size_the_cache_forgets_what_was_not_used_for_longest()
    {
        using TemporaryFolder cache = Fixture.Folder();
        byte[] pixels = new byte[3 * 16 * 16];
        string[] names = [.. Enumerable.Range(0, 4).Select(i => DataFingerprint.OfBytes([(byte)i]))];
        foreach (string name in names)
        {
            using var filled = new PixelCache(cache.Path, rule, maxBytes: 3000);
            unsafe
            {
                fixed (byte* address = pixels)
                    filled.TryAdd(new Dictionary<string, nint> { [name] = (nint)address });
            }
            foreach ((int age, string file) in Directory.GetFiles(cache.Path).OrderByDescending(File.GetLastWriteTimeUtc).Index())
                File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-10 * (age + 1)));
        }
        using var again = new PixelCache(cache.Path, rule);
        Assert.Equal([false, true, true, true], names.Select(name => again.TryRead(name, new byte[pixels.Length])));
    }

    [Fact]
    public void Any_change_of_file_or_rule_is_decoded_anew()
    {
        using TemporaryFolder data = Mixed(), cache = Fixture.Folder();
        PhotoSet.Load(ImageFolder.Open(data.Path), rule, cache.Path).Dispose();
        File.Copy(Fixture.Image("tall.png"), data.At("dress/a.png"), overwrite: true);
        using PhotoSet changed = PhotoSet.Load(ImageFolder.Open(data.Path), rule, cache.Path);
        using Tensor one = changed.Pixels[0].contiguous();
        Assert.Equal(rule.ReadPlanes(data.At("dress/a.png")), one.bytes.ToArray());
        using PhotoSet cropped = PhotoSet.Load(ImageFolder.Open(data.Path), rule with { Crop = true }, cache.Path);
        Assert.NotEqual(changed.Pixels.bytes.ToArray(), cropped.Pixels.bytes.ToArray());
    }

    [Fact]
    public void A_damaged_cache_file_is_decoded_over()
    {
        using TemporaryFolder data = Mixed(), cache = Fixture.Folder();
        ImageFolder folder = ImageFolder.Open(data.Path);
        using PhotoSet good = PhotoSet.Load(folder, rule, cache.Path);
        byte[] expected = good.Pixels.bytes.ToArray();
        string file = Assert.Single(Directory.GetFiles(cache.Path));
        byte[] bytes = File.ReadAllBytes(file);
        var random = new Random(1);
        for (int i = 0; i < 60; i++)
        {
            byte[] bad = bytes[..(i % 3 == 0 ? random.Next(bytes.Length) : bytes.Length)];
            if (bad.Length > 0)
                bad[random.Next(i % 2 == 0 ? bad.Length : Math.Min(bad.Length, 200))] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(file, bad);
            using PhotoSet again = PhotoSet.Load(folder, rule, cache.Path, threads: 1);
            Assert.Equal(expected, again.Pixels.bytes.ToArray());
        }
    }

    [Fact]
    public void What_a_killed_program_left_in_the_cache_is_swept()
    {
        using TemporaryFolder data = Mixed(), cache = Fixture.Folder();
        string old = cache.Write("aa.pixels.1.x.tmp", "half"), young = cache.Write("bb.pixels.2.y.tmp", "half");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        PhotoSet.Load(ImageFolder.Open(data.Path), rule, cache.Path).Dispose();
        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    [Fact]
    public void A_cache_folder_that_cannot_be_made_is_no_error()
    {
        using TemporaryFolder data = Mixed();
        string file = data.Write("taken", "a file where the folder should be");
        using PhotoSet photos = PhotoSet.Load(ImageFolder.Open(data.Path), rule, Path.Combine(file, "cache"));
        Assert.Equal(5, photos.Count);
    }

    [Fact]
    public void Cancelling_leaves_nothing_behind()
    {
        using TemporaryFolder data = Mixed(), cache = Fixture.Folder();
        Assert.ThrowsAny<OperationCanceledException>(() => PhotoSet.Load(ImageFolder.Open(data.Path), rule, cache.Path,
            cancellation: new CancellationToken(true)));
        Assert.Empty(Directory.GetFileSystemEntries(cache.Path));
    }

    [Fact]
    public void Batches_are_the_chosen_pictures()
    {
        using TemporaryFolder data = Mixed();
        using PhotoSet photos = PhotoSet.Load(ImageFolder.Open(data.Path), rule, cacheDirectory: "");
        using Tensor batch = photos.Batch([4, 0, 4]), labels = photos.BatchLabels([4, 0, 4]),
            chosen = photos.Pixels.index_select(0, tensor(new long[] { 4, 0, 4 }));
        Assert.Equal(chosen.bytes.ToArray(), batch.bytes.ToArray());
        Assert.Equal([1, 0, 1], labels.data<long>().ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => photos.Batch([5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => photos.Batch([-1]));
    }

    [Fact]
    public void Nothing_readable_is_one_line()
    {
        using TemporaryFolder data = Fixture.Folder();
        data.Copy("truncated.jpg", "dress/bad.jpg");
        ImageFolder folder = ImageFolder.Open(data.Path);
        InputException e = Assert.Throws<InputException>(() => PhotoSet.Load(folder, rule, cacheDirectory: ""));
        Assert.Contains("bad.jpg", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Photos_outlive_the_scope_they_were_loaded_in()
    {
        using TemporaryFolder data = Mixed();
        PhotoSet photos;
        using (NewDisposeScope())
            photos = PhotoSet.Load(ImageFolder.Open(data.Path), rule, cacheDirectory: "");
        using (photos)
            Assert.Equal(16, photos.Photo(0).Width);
        Assert.Throws<ObjectDisposedException>(() => photos.Batch([0]));
    }

    [PhotosFact]
    public void The_reference_has_2482_and_276_photos()
    {
        string[] seven = ["dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"];
        DataRoot root = DataRoot.Open(PhotosFact.Folder);
        ImageFolder train = root.OpenSplit("train", seven);
        Assert.Equal(2482, train.Items.Count);
        Assert.Equal(["outwear", "shirt", "skirt"], train.LeftOut);
        Assert.DoesNotContain(train.Items, i => i.Sender is null);
        using PhotoSet validation = PhotoSet.Load(root.OpenSplit("validation", seven), Preprocessing.Course, cacheDirectory: "");
        Assert.Equal(276, validation.Count);
        Assert.Empty(validation.Problems);
    }

    private static TemporaryFolder Mixed()
    {
        var data = new TemporaryFolder();
        data.Copy("rgb.png", "dress/a.png");
        data.Copy("exif6.jpg", "dress/b.jpg");
        data.Copy("cmyk.jpg", "hat/c.jpg");
        data.Copy("alpha.webp", "hat/d.webp");
        data.Copy("colour.jpg", "hat/e.jpg");
        return data;
    }

    private sealed class Counter : IProgress<LoadProgress>
    {
        internal int Reports { get; private set; }

        public void Report(LoadProgress value) => Reports++;
    }
}
