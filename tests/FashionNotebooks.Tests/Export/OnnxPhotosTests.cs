using System.Text.Json;
using FashionNotebooks.Data;
using FashionNotebooks.Export;
using FashionNotebooks.Models;
using FashionNotebooks.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Export;

/// <summary>ONNX Runtime and we on the real photos, with the classifier in FASHION_MODEL, or one that has learnt from them for a few epochs.</summary>
public sealed class OnnxPhotosTests : IDisposable
{
    private static readonly string[] Classes = ["dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"];
    private readonly string folder = Directory.CreateTempSubdirectory("onnx-photos-").FullName;

    private string Target => Path.Combine(folder, "model.onnx");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [OnnxPhotosFact]
    public void Every_architecture_agrees_at_every_batch()
    {
        using PhotoSet photos = Photos("validation");
        foreach (string architecture in FashionNotebooks.Models.Architectures.Names)
        {
            using var scope = NewDisposeScope();
            using TrainedModel model = OnnxNets.Classifier(architecture, folder);
            OnnxExport.Write(model, Target);
            Tensor pixels = photos.Pixels.narrow(0, 40, 10).contiguous();
            JsonElement answer = OnnxRuntime.Run(Target, pixels, bytes: false, 1, 2, 7);
            OnnxRuntime.AssertClose(model.Predictor().Logits(pixels), answer.Numbers("logits"));
            OnnxRuntime.AssertClose(nn.functional.normalize(model.Embedder().Embed(pixels)), answer.Numbers("embedding"));
        }
    }

    [OnnxPhotosFact]
    public void A_trained_net_gives_the_same_classes_and_8_bits_cost_at_most_a_point()
    {
        using var scope = NewDisposeScope();
        using PhotoSet train = Photos("train"), validation = Photos("validation");
        using TrainedModel model = TrainedModel.Load(Environment.GetEnvironmentVariable("FASHION_MODEL") ?? Train());
        OnnxExport.Write(model, Target);
        Assert.Equal(Labels(model, validation), Labels(Target, validation));

        double full = Right(Labels(model, train), train) + Right(Labels(model, validation), validation);
        OnnxExport.Write(model, Target, new() { Calibration = train.Batch([.. Enumerable.Range(0, 256).Select(i => (long)i * train.Count / 256)]) });
        double small = Right(Labels(Target, train), train) + Right(Labels(Target, validation), validation);
        int count = train.Count + validation.Count;
        Assert.True(small >= full - (0.01 * count), $"{full} of {count} with 32 bits, {small} with 8");
    }

    private string Train()
    {
        string file = Path.Combine(folder, "trained.safetensors");
        Recipe recipe = Recipe.Best with { Classifier = Recipe.Best.Classifier with { Epochs = 4 } };
        ClassifierTraining.Run(new() { Data = PhotosFact.Folder, Output = file, Recipe = recipe, Classes = Classes });
        return file;
    }

    private static PhotoSet Photos(string split) => PhotoSet.Load(DataRoot.Open(PhotosFact.Folder).OpenSplit(split, Classes), Preprocessing.Course);

    private static int[] Labels(TrainedModel model, PhotoSet photos) => Largest(model.Predictor().Logits(photos.Pixels).data<float>().ToArray());

    private static int[] Labels(string file, PhotoSet photos) => Largest(OnnxRuntime.Run(file, photos.Pixels).Numbers("logits"));

    private static int[] Largest(float[] logits) => [.. logits.Chunk(Classes.Length).Select(row => Array.IndexOf(row, row.Max()))];

    private static int Right(int[] labels, PhotoSet photos) => labels.Zip(photos.LabelList).Count(pair => pair.First == pair.Second);
}
