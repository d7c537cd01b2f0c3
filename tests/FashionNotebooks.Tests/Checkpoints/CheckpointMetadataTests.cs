using FashionNotebooks.Checkpoints;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Tests.Checkpoints;

public sealed class CheckpointMetadataTests
{
    private static readonly CheckpointMetadata Sample = new()
    {
        Task = "classifier",
        Architecture = "mobilenet-like",
        Classes = ["dress", "t-shirt"],
        Preprocessing = new Preprocessing(96, Crop: true),
        Options = new Dictionary<string, string> { ["width"] = "2" },
        EmbeddingDimension = 128,
        Recipe = "best",
        Seed = -3,
        Metrics = new Dictionary<string, double> { ["map"] = 0.1 + 0.2, ["accuracy"] = 1 / 3.0 },
        DataFingerprint = "abc",
        Threads = 2,
        Layout = "channels_last",
        DType = "bfloat16",
    };

    [Fact]
    public void Everything_comes_back()
    {
        CheckpointMetadata read = CheckpointMetadata.FromDictionary(Sample.ToDictionary(), "f");
        Assert.Equal(Sample.ToDictionary(), read.ToDictionary());
        Assert.Equal(Sample.Preprocessing, read.Preprocessing);
        Assert.Equal(Sample.Metrics["map"], read.Metrics["map"]);
        Assert.Equal("2", read.Options["width"]);
        Assert.NotEqual("", read.LibraryVersion);
    }

    [Fact]
    public void It_is_read_from_a_file_alone()
    {
        using var folder = new ScratchFolder();
        SafeTensorsFile.Write(folder.File("m.safetensors"), [], Sample.ToDictionary());
        Assert.Equal(Sample.Classes, CheckpointMetadata.Read(folder.File("m.safetensors")).Classes);
    }

    [Fact]
    public void Each_missing_text_is_named()
    {
        foreach (string key in Sample.ToDictionary().Keys.Where(k => !k.StartsWith("option.", StringComparison.Ordinal)))
        {
            Dictionary<string, string> texts = Sample.ToDictionary();
            texts.Remove(key);
            AssertRefused(texts, $"'{key}'");
        }
    }

    [Theory]
    [InlineData("classes", "[]")]
    [InlineData("classes", "[\"a\",\"a\"]")]
    [InlineData("classes", "[null]")]
    [InlineData("classes", "null")]
    [InlineData("classes", "dress")]
    [InlineData("classes", "[1]")]
    [InlineData("seed", "one")]
    [InlineData("threads", "99999999999")]
    [InlineData("metrics", "[]")]
    [InlineData("preprocessing.size", "0")]
    [InlineData("preprocessing.size", "many")]
    public void A_text_without_meaning_is_named(string key, string value)
    {
        Dictionary<string, string> texts = Sample.ToDictionary();
        texts[key] = value;
        AssertRefused(texts, key == "preprocessing.size" ? "size" : $"'{key}' cannot be");
    }

    private static void AssertRefused(Dictionary<string, string> texts, string finding)
    {
        string message = Assert.Throws<InputException>(() => CheckpointMetadata.FromDictionary(texts, "model.safetensors")).Message;
        Assert.Contains(finding, message, StringComparison.Ordinal);
        Assert.Contains("'model.safetensors'", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
