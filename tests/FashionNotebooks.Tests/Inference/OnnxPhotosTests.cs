using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Download;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Inference;

/// <summary>ONNX Runtime and we on the real photos, with the classifier in FASHION_MODEL, or the one that the course ships.</summary>
public sealed class OnnxPhotosTests : IDisposable
{
    private static readonly string[] Classes = ["dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"];
    private readonly string folder = Directory.CreateTempSubdirectory("onnx-photos-").FullName;

    private string Target => Path.Combine(folder, "model.onnx");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [PhotosFact]
    public void Every_architecture_agrees_at_every_batch()
    {
        using PhotoSet photos = Photos("validation");
        foreach (string architecture in FashionNotebooks.Models.Architectures.Names)
        {
            using var scope = NewDisposeScope();
            using TrainedModel model = OnnxNets.Classifier(architecture, folder);
            using var grad = no_grad();
            foreach (int batch in (int[])[1, 2, 7])
            {
                Tensor pixels = photos.Pixels.narrow(0, 40, batch), input = Normalization.ToModelInput(pixels);
                OnnxNets.AssertClose(model.Classifier.call(input), model.Predictor.Logits(pixels));
                Tensor embedding = model.Encoder.call(input).add(model.Encoder.call(input.flip(3))).div(2);
                OnnxNets.AssertClose(
                    model.Encoder.UnitLength ? nn.functional.normalize(embedding) : embedding, model.Predictor.Embed(pixels));
            }
        }
    }

    [PhotosFact]
    public void A_trained_net_gives_the_same_classes_and_8_bits_cost_at_most_a_point()
    {
        using var scope = NewDisposeScope();
        using PhotoSet train = Photos("train"), validation = Photos("validation");
        using TrainedModel model = TrainedModel.Load(Environment.GetEnvironmentVariable("FASHION_MODEL")
            ?? Path.Combine(ProjectRoot.Path, "data", "weights", "classifier.safetensors"));
        OnnxExport.Write(model, Target);
        foreach (PhotoSet photos in (PhotoSet[])[train, validation])
        {
            Assert.Equal(Torch(model, photos), Labels(model, photos));
            Assert.Equal(Torch(model, photos), Labels(Target, photos));
        }

        double full = Right(Labels(model, train), train) + Right(Labels(model, validation), validation);
        OnnxExport.Write(
            model, Target, new() { Calibration = train.Batch([.. Enumerable.Range(0, 256).Select(i => (long)i * train.Count / 256)]) });
        double small = Right(Labels(Target, train), train) + Right(Labels(Target, validation), validation);
        int count = train.Count + validation.Count;
        Assert.True(small >= full - (0.01 * count), $"{full} of {count} with 32 bits, {small} with 8");
    }

    private static PhotoSet Photos(string split) =>
        PhotoSet.Load(DataRoot.Open(PhotosFact.Folder).OpenSplit(split, Classes), Preprocessing.Course);

    private static int[] Torch(TrainedModel model, PhotoSet photos)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        return [.. photos.Pixels.split(32).SelectMany(batch => model.Classifier.call(
            Normalization.ToModelInput(batch)).argmax(1).data<long>().ToArray()).Select(label => (int)label)];
    }

    private static int[] Labels(TrainedModel model, PhotoSet photos) => Largest(model.Predictor.Logits(photos.Pixels));

    private static int[] Labels(string file, PhotoSet photos)
    {
        using var scope = NewDisposeScope();
        using OnnxModel read = OnnxModel.Load(file);
        return Largest(read.Run(Normalization.ToModelInput(photos.Pixels))["logits"]);
    }

    private static int[] Largest(Matrix logits) => [.. logits.Select(row => Array.IndexOf(row, row.Max()))];

    private static int Right(int[] labels, PhotoSet photos) => labels.Zip(photos.LabelList).Count(pair => pair.First == pair.Second);
}
