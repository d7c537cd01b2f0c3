using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Wardrobe.Garments;
using FashionNotebooks.Wardrobe.Photography;

namespace FashionNotebooks.Wardrobe.Tests;

public sealed class SampleWardrobeTests
{
    private static readonly SampleWardrobe Default = new(new WardrobeSettings());

    [Theory]
    [InlineData(5)]
    [InlineData(31)]
    [InlineData(120)]
    public void Every_class_has_its_number_of_pictures_in_every_split(int perClass)
    {
        var wardrobe = new SampleWardrobe(new WardrobeSettings { PerClass = perClass });
        Assert.Equal(9 * perClass, wardrobe.Photos.Count);
        foreach (var group in wardrobe.Photos.GroupBy(p => p.Class))
            Assert.Equal(perClass, group.Count());
        foreach (var split in wardrobe.Photos.GroupBy(p => p.Garment.Split))
            Assert.Equal(9, split.GroupBy(p => p.Class).Select(g => (g.Key, g.Count())).Distinct().Count());
        Assert.Equal(wardrobe.Photos.Count, wardrobe.Photos.Select(p => p.Name).Distinct().Count());
    }

    [Fact]
    public void Classes_are_as_unequal_as_photos_that_people_send_in()
    {
        // Training photos of clothing-dataset-small in the seven classes of the course.
        (string Class, int Photos)[] real = [("dress", 241), ("hat", 123), ("longsleeve", 455), ("pants", 468), ("shoes", 198),
            ("shorts", 202), ("t-shirt", 795)];
        Assert.Equal(9 * 240, Default.Photos.Count);
        int seven = Default.Photos.Count(photo => real.Any(r => r.Class == photo.Class));
        foreach (var (name, photos) in real)
        {
            WardrobePhoto[] ours = [.. Default.Photos.Where(photo => photo.Class == name)];
            Assert.Equal(photos / 2482.0, ours.Length / (double)seven, 0.04);
            foreach (string split in new[] { "validation", "test" })
                Assert.Equal(0.15, ours.Count(photo => photo.Garment.Split == split) / (double)ours.Length, 0.005);
        }
    }

    [Fact]
    public void Splits_share_no_item_and_test_has_its_own_contributors()
    {
        Assert.All(Default.Photos.GroupBy(p => p.Garment.Id), views => Assert.Single(views.Select(p => p.Garment.Split).Distinct()));
        var elsewhere = Default.Garments.Where(garment => garment.Split != "test").Select(garment => garment.Contributor).ToHashSet();
        Assert.All(Default.Garments.Where(garment => garment.Split == "test"),
            garment => Assert.DoesNotContain(garment.Contributor, elsewhere));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void More_contributors_send_train_and_validation_and_leave_test_as_it_is(bool twins)
    {
        var settings = new WardrobeSettings { Twins = twins };
        SampleWardrobe few = new(settings), many = new(settings with { Contributors = 60 });
        Assert.Equal(Enumerable.Range(1, 60), many.Garments.Select(garment => garment.Contributor).Distinct().Order());
        Assert.Equal(Enumerable.Range(16, 5), Test(many).Select(photo => photo.Garment.Contributor).Distinct().Order());
        Assert.Equal(many.Photos.Count, few.Photos.Zip(many.Photos)
            .Count(pair => pair.First.File == pair.Second.File && pair.First.Garment.Design == pair.Second.Garment.Design));
        Assert.Equal(Test(few).Select(photo => photo.Garment.Contributor), Test(many).Select(photo => photo.Garment.Contributor));
        foreach (var (a, b) in Test(few).Zip(Test(many)).Where((_, i) => i % 61 == 0))
            Assert.Equal(few.Render(a, 48).Pixels, many.Render(b, 48).Pixels);
        Assert.Equal(Asked(few), Asked(many));

        static IEnumerable<WardrobePhoto> Test(SampleWardrobe wardrobe) => wardrobe.Photos.Where(photo => photo.Garment.Split == "test");
        static IEnumerable<(string, string)> Asked(SampleWardrobe wardrobe) =>
            wardrobe.Pairs.Where(pair => pair.A.Garment.Split == "test").Select(pair => (pair.A.File, pair.B.File));
    }

    [Fact]
    public void One_percent_of_each_split_is_mislabelled_and_one_percent_is_there_twice()
    {
        foreach (var split in Default.Photos.GroupBy(p => p.Garment.Split))
        {
            Assert.InRange(split.Count(p => p.IsMislabelled), split.Count() / 200, (split.Count() / 50) + 1);
            Assert.InRange(split.Count(p => p.CopyOf is not null), split.Count() / 200, split.Count() / 50);
        }
        Assert.All(Default.Photos.Where(p => p.CopyOf is not null), p => Assert.NotEqual(p.CopyOf, p.View));
    }

    [Fact]
    public void A_near_duplicate_differs_little_from_its_original_and_another_view_more()
    {
        foreach (WardrobePhoto copy in Default.Photos.Where(p => p.CopyOf is not null).Take(8))
        {
            Photo original = Blurred(Default.Render(copy.Garment, copy.CopyOf!.Value, 64));
            double near = Distance(original, Blurred(Default.Render(copy, 64))),
                far = Distance(original, Blurred(Default.Render(copy.Garment, copy.View, 64)));
            Assert.True(near > 0.3 && near < 16 && near < far, $"{copy.Name}: {near:F1} and {far:F1}");
        }
    }

    [Fact]
    public void Twins_have_the_same_cut_and_differ_in_a_detail()
    {
        foreach (WardrobeGarment twin in Default.Garments.Where(garment => garment.TwinOf is not null).Take(30))
        {
            WardrobeGarment first = Default.Garments.Single(garment => garment.Id == twin.TwinOf);
            Assert.Equal((first.Class, first.Split, first.Design.CutSeed, first.Design.Main.Base),
                (twin.Class, twin.Split, twin.Design.CutSeed, twin.Design.Main.Base));
            Assert.NotEqual(first.Design, twin.Design);
        }
    }

    [Fact]
    public void Pairs_are_true_balanced_and_of_every_difficulty()
    {
        Assert.All(Default.Pairs, pair =>
        {
            Assert.Equal(pair.Same, pair.A.Garment.Id == pair.B.Garment.Id);
            Assert.Equal(pair.A.Garment.Split, pair.B.Garment.Split);
            Assert.NotEqual(pair.A, pair.B);
            Assert.Equal(pair.Difficulty == PairDifficulty.OtherClass, pair.A.Class != pair.B.Class);
            Assert.Equal(pair.Difficulty == PairDifficulty.NearTwin, pair.B.Garment.TwinOf == pair.A.Garment.Id);
        });
        Assert.Equal(Default.Pairs.Count(p => p.Same), Default.Pairs.Count(p => !p.Same));
        foreach (PairDifficulty difficulty in Enum.GetValues<PairDifficulty>())
            Assert.True(Default.Pairs.Count(p => p.Difficulty == difficulty) >= 40, difficulty.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_photos_of_a_near_twin_pair_are_of_one_home(bool twins)
    {
        var wardrobe = new SampleWardrobe(new WardrobeSettings { Twins = twins });
        Assert.All(wardrobe.Pairs.Where(p => p.Difficulty == PairDifficulty.NearTwin), pair =>
            Assert.Equal(pair.A.Garment.Contributor, pair.B.TakenBy ?? pair.B.Garment.Contributor));
        Assert.Empty(wardrobe.Photos.Select(p => p.Name).Intersect(wardrobe.TwinPhotos.Select(p => p.Name)));
        if (twins)
            Assert.Empty(wardrobe.TwinPhotos);
    }

    [Fact]
    public void A_seed_gives_the_same_pixels_and_another_seed_others()
    {
        var again = new SampleWardrobe(new WardrobeSettings());
        var other = new SampleWardrobe(new WardrobeSettings { Seed = 2 });
        for (int i = 0; i < Default.Photos.Count; i += 97)
        {
            byte[] pixels = Default.Render(Default.Photos[i], 48).Pixels;
            Assert.Equal(pixels, again.Render(again.Photos[i], 48).Pixels);
            Assert.NotEqual(pixels, other.Render(other.Photos[i], 48).Pixels);
        }
    }

    [Fact]
    public void Another_garment_can_lie_in_the_place_of_a_photo()
    {
        WardrobePhoto photo = Default.Photos.First(p => p.Garment.Class == "dress");
        WardrobeGarment other = Default.Garments.First(garment => garment.Class == "shorts");
        byte[] own = Default.Render(photo, 64).Pixels, swapped = Default.Render(photo, other, 64).Pixels;
        Assert.Equal(own, Default.Render(photo, photo.Garment, 64).Pixels);
        int[] apart = [.. own.Zip(swapped, (x, y) => Math.Abs(x - y))];
        // The floor stays, the garment changes.
        Assert.InRange(apart.Count(levels => levels < 12), apart.Length / 4, apart.Length * 19 / 20);
    }

    [Fact]
    public void Fashion_drifts_with_the_years()
    {
        var wardrobe = new SampleWardrobe(new WardrobeSettings { PerClass = 900 });
        double Checked(Func<WardrobeGarment, bool> when) => wardrobe.Garments.Where(when).Average(garment =>
            garment.Design.Main.Pattern is FabricPattern.Stripes or FabricPattern.Plaid ? 1.0 : 0.0);
        Assert.True(Checked(garment => garment.Date.Year < 2018) > 1.4 * Checked(garment => garment.Date.Year > 2021));
    }

    [Theory]
    [InlineData(4, 128, 1, 20)]
    [InlineData(120, 16, 1, 20)]
    [InlineData(120, 128, 0, 20)]
    [InlineData(120, 128, 1, 19)]
    [InlineData(120, 128, 1, 1001)]
    public void Settings_out_of_range_are_one_clear_line(int perClass, int size, int threads, int contributors)
    {
        var settings = new WardrobeSettings { PerClass = perClass, Size = size, Threads = threads, Contributors = contributors };
        var error = Assert.Throws<InputException>(() => new SampleWardrobe(settings));
        Assert.DoesNotContain('\n', error.Message);
    }

    private static Photo Blurred(Photo image) => image.Resize(16, 16);

    /// <summary>Mean absolute difference in grey levels.</summary>
    private static double Distance(Photo a, Photo b) => a.Pixels.Zip(b.Pixels, (x, y) => Math.Abs(x - y)).Average();
}
