using FashionNotebooks.Photos.Garments;

namespace FashionNotebooks.Tests.Photos.Garments;

public class GarmentTests
{
    [Fact]
    public void Names_are_found_above_the_pictures_and_numbered()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/items.csv", "image,class,item,twin_of\nx_1.jpg,hat,7,\nx_2,hat,7,\ny,dress,8,7\n");
        Directory.CreateDirectory(folder.At("data/train/hat"));
        GarmentNames names = GarmentNames.Near(folder.At("data/train/hat"));
        Assert.Equal("7", names.Of("/anywhere/x_2.png"));
        Assert.Equal([0, -1, 1, 0], names.Number(["y.jpg", "z.jpg", "x_1.jpg", "b/y.png"]));
        Assert.Equal([0, -1, 0, 0], names.NumberFamilies(["y.jpg", "z.jpg", "x_1.jpg", "b/y.png"]));
    }

    [Theory]
    [InlineData(null, "items.csv")]
    [InlineData("image\nx", "'item'")]
    [InlineData("image,item\nx,1\nx,2", "line 3")]
    [InlineData("image,item\nx,", "line 2")]
    public void A_bad_file_is_one_line(string? text, string words)
    {
        using var folder = new TemporaryFolder();
        if (text is not null)
            folder.Write("items.csv", text);
        var error = Assert.Throws<InputException>(() => GarmentNames.Near(folder.Path));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData(6, 3, 1)]
    [InlineData(8, 2, 2)]
    [InlineData(99, 3, 9)]
    public void Batches_hold_different_pictures_of_items_of_few_classes(int p, int k, int classes)
    {
        // 4 classes of 8 items with 3 pictures; one more item has two, another one, and one picture has no item.
        int[] items = [.. Enumerable.Range(0, 96).Select(i => i / 3), 32, 32, 33, -1],
            labels = [.. items.Select(item => Math.Max(0, item) % 4)];
        var sampler = new GarmentSampler(items, labels, p, k, classes, seed: 5);
        Assert.Equal((33, 1), (sampler.ItemCount, sampler.SingleCount));
        long[][] batches = [.. sampler.Batches(1)];
        Assert.Equal(sampler.BatchesPerEpoch, batches.Length);
        Assert.All(batches, batch =>
        {
            var groups = batch.GroupBy(i => items[i]).ToArray();
            Assert.Equal(Math.Min(p, 33), groups.Length);
            Assert.Equal(batch.Length, batch.Distinct().Count());
            Assert.All(groups, group => Assert.Equal(group.Key == 32 ? 2 : k, group.Count()));
            Assert.DoesNotContain(33, groups.Select(group => group.Key));
            Assert.InRange(groups.Select(group => labels[group.First()]).Distinct().Count(), 1, Math.Max(classes, p > 8 ? 4 : 1));
        });
        Assert.Equal(batches, sampler.Batches(1));
        Assert.NotEqual(batches, sampler.Batches(2));
        if (p == 6)
            Assert.InRange(batches.SelectMany(b => b).Select(i => items[i]).Distinct().Count(), 26, 30); // 5 batches, hardly an item twice
    }

    [Fact]
    public void A_family_comes_in_one_batch()
    {
        int[] items = [.. Enumerable.Range(0, 120).Select(i => i / 3)], families = [.. items.Select(item => item / 2)];
        var sampler = new GarmentSampler(items, [.. items.Select(item => item % 4 / 2)], itemsPerBatch: 6, picturesPerItem: 2,
            classesPerBatch: 1, seed: 6, families);
        Assert.All(sampler.Batches(3), batch =>
            Assert.All(batch.Select(i => items[i]).Distinct().GroupBy(item => item / 2), family => Assert.Equal(2, family.Count())));
    }

    [Fact]
    public void Items_with_one_picture_each_are_one_line() =>
        Assert.Contains("1 of 3", Assert.Throws<InputException>(() => new GarmentSampler([0, 1, 2, 2], [0, 0, 0, 0], 4, 2, 1, 0)).Message,
            StringComparison.Ordinal);
}
