using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Photos.Sampling;
using FashionNotebooks.Search;
using FashionNotebooks.Training;
using FashionNotebooks.Wardrobe;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests;

/// <summary>The snippets that the reference systems show their readers, in C#: what they did in Python is as short here.</summary>
public sealed class ReferenceSnippetsTests : IDisposable
{
    private static readonly string[] Classes = ["dress", "hat", "longsleeve", "pants", "shoes", "shorts", "t-shirt"];
    private readonly string root = Directory.CreateTempSubdirectory("snippets-").FullName;
    private readonly PhotoSet train;
    private readonly PhotoSet validation;

    public ReferenceSnippetsTests()
    {
        random.manual_seed(1);
        SampleWardrobe.Write(Wardrobe, new WardrobeSettings { PerClass = 10, Size = 64 });
        train = PhotoSet.Load(ImageFolder.Open(Path.Combine(Wardrobe, "train"), Classes), Preprocessing.Course, cacheDirectory: "");
        validation = PhotoSet.Load(
            ImageFolder.Open(Path.Combine(Wardrobe, "validation"), Classes), Preprocessing.Course, cacheDirectory: "");
    }

    private string Wardrobe => Path.Combine(root, "wardrobe");

    public void Dispose()
    {
        train.Dispose();
        validation.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public void Model_from_blocks()
    {
        using var scope = NewDisposeScope();
        var block = new InvertedResidualBlock(32, 64, stride: 2, expansion: 6);
        Assert.Equal([2, 64, 8, 8], block.call(zeros(2, 32, 16, 16)).shape);
        var model = new MobileNetLikeClassifier(Classes.Length);
        Assert.Equal([2, 7], model.call(zeros(2, 3, 64, 64)).shape);
        Assert.Equal(429_399, model.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Loop_with_weighted_cross_entropy_Adam_and_StepLR()
    {
        using var scope = NewDisposeScope();
        var model = new MobileNetLikeClassifier(Classes.Length);
        var criterion = nn.CrossEntropyLoss(tensor(ClassWeights.Balanced(train.LabelList, Classes.Length)));
        var optimizer = optim.Adam(model.parameters(), lr: 0.01);
        var scheduler = optim.lr_scheduler.StepLR(optimizer, step_size: 5, gamma: 0.1);
        var losses = new List<double>();
        for (int epoch = 0; epoch < 4; epoch++)
        {
            model.train();
            optimizer.zero_grad();
            Tensor loss = criterion.call(model.call(Normalization.ToModelInput(train.Pixels)), train.Labels);
            loss.backward();
            optimizer.step();
            scheduler.step();
            losses.Add(loss.item<float>());
        }
        Assert.True(losses[^1] < losses[0], string.Join(' ', losses));
    }

    [Fact]
    public void Trainer_in_one_line()
    {
        using var model = new MobileNetLikeClassifier(Classes.Length);
        TrainingResult result = new ClassifierTrainer(model, train, validation).Train(epochs: 2, lr: 0.001);
        Assert.Equal(2, result.History.Count);
        Assert.InRange(result.Best!.Metrics["accuracy"], 0, 1);
    }

    [Fact]
    public void Triplets_through_the_Siamese_network()
    {
        using var scope = NewDisposeScope();
        var classifier = new MobileNetLikeClassifier(Classes.Length);
        var network = new SiameseNetwork(new SiameseEncoder(classifier.Backbone));
        var triplets = new TripleDataset(train.LabelList, seed: 1);
        var optimizer = optim.AdamW(network.parameters(), lr: 0.001);
        var criterion = nn.TripletMarginLoss(margin: 1.0, p: 2);
        Tensor images = Normalization.ToModelInput(train.Pixels);
        Triplet[] batch = [.. triplets.Epoch(0).Take(8)];
        Tensor Rows(Func<Triplet, int> part) => images.index_select(0, tensor(batch.Select(triplet => (long)part(triplet)).ToArray()));
        var (anchor, positive, negative) = network.call(Rows(t => t.Anchor), Rows(t => t.Positive), Rows(t => t.Negative));
        Tensor loss = criterion.call(anchor, positive, negative);
        loss.backward();
        optimizer.step();
        Assert.True(float.IsFinite(loss.item<float>()));
        Assert.Equal([8, 64], network.get_embedding(Rows(t => t.Anchor)).shape);
    }

    [Fact]
    public void Search_by_hand_finds_what_the_engine_finds()
    {
        using var scope = NewDisposeScope();
        string file = TrainedEncoder();
        using var engine = VisualSearchEngine.Load(file);
        engine.Embed(Path.Combine(Wardrobe, "train"));
        string query = validation.Items[0].Path;
        string[] found = [.. engine.Search(query, k: 5).Select(hit => hit.Path)];

        // Encode the catalogue, encode the query, Euclidean distances, the nearest five.
        using PhotoSet catalogue = PhotoSet.Load(
            ImageFolder.Open(Path.Combine(Wardrobe, "train")), engine.Model.Preprocessing, cacheDirectory: "");
        Tensor distances = cdist(Embed(validation.Batch([0])), Embed(catalogue.Pixels)).squeeze(0); // [N]
        var nearest = distances.topk(5, largest: false).Item2.data<long>().ToArray();
        Assert.Equal(found, nearest.Select(i => catalogue.Items[(int)i].Path));
        Tensor Embed(Tensor pixels) => engine.Model.Predictor.Embed(pixels).ToTensor();
    }

    private string TrainedEncoder()
    {
        string classifier = Path.Combine(root, "classifier.safetensors"), encoder = Path.Combine(root, "encoder.safetensors");
        Recipe recipe = Recipe.Reference with
        {
            Classifier = Recipe.Reference.Classifier with { Epochs = 1 },
            Siamese = Recipe.Reference.Siamese with { Epochs = 1 },
        };
        new ClassifierTraining { Data = Wardrobe, Output = classifier, Recipe = recipe, CacheDirectory = "" }.Run();
        new SiameseTraining { Data = Wardrobe, From = classifier, Output = encoder, Recipe = recipe, CacheDirectory = "" }.Run();
        return encoder;
    }
}
