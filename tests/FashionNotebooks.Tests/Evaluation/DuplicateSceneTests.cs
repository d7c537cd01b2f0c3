using System.Globalization;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Evaluation.Retrieval;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Search;
using FashionNotebooks.Tests.Photos.Copies;
using FashionNotebooks.Wardrobe;

namespace FashionNotebooks.Tests.Evaluation;

/// <summary>Duplicates by score and by scene, on a wardrobe whose planted copies are known.</summary>
public sealed class DuplicateSceneTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("scenes-").FullName;
    private readonly PairCalibration calibration = new(Threshold: 0.8, Slope: 24, Intercept: -19);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Copies_are_found_where_a_model_holds_all_garments_for_nearly_alike()
    {
        string root = Path.Combine(folder, "wardrobe");
        SampleWardrobe wardrobe = SampleWardrobe.Write(root, new WardrobeSettings { PerClass = 60, Size = 64 });
        Dictionary<string, WardrobePhoto> known = wardrobe.Photos.ToDictionary(picture => picture.Name);
        using PhotoSet photos = PhotoSet.Load(ImageFolder.Open(Path.Combine(root, "train")), new Preprocessing(64));
        var copies = known.Values.Where(picture => picture.Garment.Split == "train" && picture.CopyOf is not null).ToArray();

        var found = DuplicateSearch.Of(Alike(photos, 0.98), photos, calibration).SelectMany(cluster => cluster.Links).ToArray();

        int wrong = found.Count(link => Picture(link.A).Garment.Id != Picture(link.B).Garment.Id);
        // Drawn hats of one cut and nearly one colour lie on each other, as real ones in one place do not.
        Assert.True(wrong <= 0.1 * found.Length, $"{wrong} wrong of {found.Length}");
        int planted = found.Count(link => Picture(link.A).CopyOf == Picture(link.B).View || Picture(link.B).CopyOf == Picture(link.A).View);
        Assert.True(planted > copies.Length / 2, $"{planted} of {copies.Length} copies");

        // Where the model is not sure, copies are all that is left; where it holds all for different garments, nothing.
        var copiesAlone = DuplicateSearch.Of(Alike(photos, 0.95), photos, calibration).SelectMany(cluster => cluster.Links).ToArray();
        Assert.InRange(copiesAlone.Length, 1, found.Length);
        Assert.Subset(found.Select(link => (link.A, link.B)).ToHashSet(), copiesAlone.Select(link => (link.A, link.B)).ToHashSet());
        Assert.Empty(DuplicateSearch.Of(Alike(photos, 0.75), photos, calibration));
        Assert.Equal(photos.Count, Assert.Single(DuplicateSearch.Of(Alike(photos, 1), photos, calibration)).Photos.Count); // or for one

        WardrobePhoto Picture(int place) => known[Path.GetFileNameWithoutExtension(photos.Items[place].Path)];
    }

    [Fact]
    public void Pictures_of_one_colour_have_no_scene_in_common()
    {
        string grey = Directory.CreateDirectory(Path.Combine(folder, "grey")).FullName;
        foreach (int i in Enumerable.Range(0, 240))
            File.WriteAllBytes(
                Path.Combine(grey, $"{i:D3}.png"), new Photo(32, 32, [.. Enumerable.Repeat((byte)i, 32 * 32 * 3)]).EncodePng());
        using PhotoSet photos = PhotoSet.Load(ImageFolder.Open(folder), new Preprocessing(64));
        Assert.Empty(DuplicateSearch.Of(Alike(photos, 0.98), photos, calibration));
    }

    /// <summary>A model that holds all for one garment: what the photos show decides.</summary>
    [Fact]
    public void Copies_are_found_with_any_model_and_other_colours_are_not()
    {
        string[] kinds = ["again", "mirrored", "brighter", "turned", "cropped"];
        string root = Path.Combine(folder, "wardrobe"), all = Directory.CreateDirectory(Path.Combine(folder, "all")).FullName;
        SampleWardrobe wardrobe = SampleWardrobe.Write(root, new WardrobeSettings { PerClass = 30, Size = 96, Seed = 5 });
        WardrobePhoto[] originals = [.. wardrobe.Photos.Where(photo => photo.CopyOf is null).DistinctBy(photo => photo.Garment.Id)];
        foreach (var (i, photo) in originals.Index())
        {
            Photo read = Photo.Read(Directory.GetFiles(root, photo.Name + ".jpg", SearchOption.AllDirectories)[0]);
            File.WriteAllBytes(Path.Combine(all, $"{i:D3}.png"), read.EncodePng());
            File.WriteAllBytes(Path.Combine(all, $"{i:D3}-{kinds[i % 5]}.jpg"), PlantedCopies.Of(read, kinds[i % 5]).EncodeJpeg(70));
        }
        using PhotoSet photos = PhotoSet.Load(ImageFolder.OpenFiles(all), new Preprocessing(64), cacheDirectory: "");
        var links = DuplicateSearch.Of(Alike(photos, 1), photos, calibration: null).SelectMany(cluster => cluster.Links)
            .Select(link => (Name(link.A), Name(link.B))).ToHashSet();
        int found = originals.Index().Count(item => links.Contains(($"{item.Index:D3}-{kinds[item.Index % 5]}", $"{item.Index:D3}")));
        string Garment(string name) => originals[int.Parse(name[..3], CultureInfo.InvariantCulture)].Garment.Id.ToString()!;
        int wrong = links.Count(link => Garment(link.Item1) != Garment(link.Item2));
        Assert.True(found >= 0.95 * originals.Length && wrong <= 0.02 * links.Count,
            $"{found} of {originals.Length} found, {wrong} wrong of {links.Count}");

        string Name(int place) => Path.GetFileNameWithoutExtension(photos.Items[place].Path);
    }

    /// <summary>Vectors of which every two have the same cosine.</summary>
    private static EmbeddingSet Alike(PhotoSet photos, double cosine)
    {
        int n = photos.Count;
        float[] vectors = new float[n * (n + 1)];
        for (int i = 0; i < n; i++)
        {
            vectors[i * (n + 1)] = (float)Math.Sqrt(cosine);
            vectors[(i * (n + 1)) + 1 + i] = (float)Math.Sqrt(1 - cosine);
        }
        return new EmbeddingSet(vectors, SearchEvaluation.Photos(photos));
    }
}
