using System.Globalization;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Tests.Checkpoints;
using FashionNotebooks.Training;
using TorchSharp;

namespace FashionNotebooks.Tests.Training;

/// <summary>A checkpoint outlives this library: PyTorch reads it and gets the same scores.</summary>
public sealed class PyTorchReadsTests : IDisposable
{
    private readonly ColouredPhotos photos = new();

    public void Dispose() => photos.Dispose();

    [PythonFact]
    public void PyTorchGetsTheSameLogitsFromOurFile()
    {
        string file = photos.At("model.safetensors"), raw = photos.At("pixels.bin");
        new ClassifierTraining
        {
            Data = photos.Root,
            Output = file,
            CacheDirectory = "",
            Recipe = Recipe.Reference with { Classifier = new ClassifierRecipe { Epochs = 1, BatchSize = 8, LearningRate = 0.003 } },
        }.Run();
        using TrainedModel model = TrainedModel.Load(file);
        using PhotoSet validation = photos.Validation();
        using torch.Tensor pixels = validation.Batch([3]);
        File.WriteAllBytes(raw, pixels.data<byte>().ToArray());
        using torch.Tensor ours = model.Predictor.Logits(pixels).ToTensor();

        string script = Path.Combine(AppContext.BaseDirectory, "Fixtures", "checkpoint_logits.py");
        var (exitCode, output, error) = PythonFactAttribute.Run(script, file, raw);
        Assert.True(exitCode == 0, error);
        float[] theirs = [.. output.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(v => float.Parse(v, CultureInfo.InvariantCulture))];
        Assert.Equal(ColouredPhotos.Classes.Length, theirs.Length);
        foreach (var (a, b) in ours.data<float>().ToArray().Zip(theirs))
            Assert.Equal(b, a, 1e-4f);
    }
}
