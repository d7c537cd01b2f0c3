using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Cli.Commands;

internal static class WeightsGetCommand
{
    private const int Photos = 20;
    private const double Bound = 1e-3;
    private const string MobileNetFile = "mobilenet_v1_0.25_128.safetensors";

    public static Command Create()
    {
        var command = new CliCommand(
            "get", "Make the weights of a pretrained net ready, for --weights NAME: from the package that ships them, or from a given "
                + "file.");
        var name = command.Argument("NAME", $"One of {string.Join(", ", NamedWeights.Names)}.");
        name.AcceptOnlyFromAmong(NamedWeights.Names);
        var from = command.Optional("--from", "FILE",
            $"The file to convert instead: the package's ResNet18.onnx, or {MobileNetFile} (default for it: in the folder "
                + "FASHION_WEIGHTS).");
        var output = command.Optional("--out", "FILE", "The file to write (default: in the cache, where the name finds it).", output: true);
        return command.Computes(line =>
        {
            string net = line.Get(name), file = line.Get(output) ?? NamedWeights.Place(net);
            string architecture = NamedWeights.ArchitectureFor(net, net)!;
            AtomicFile.RequirePlace(file);
            using var scope = NewDisposeScope();
            Converted found = net == Architectures.ResNet18 ? ResNet18(line.Get(from), line.Cancellation) : MobileNet(line.Get(from));
            if (!(found.Difference <= Bound))
                throw new InputException(
                    $"the features of '{found.Source}' differ by {found.Difference:0.0e+0} of their length, more than {Bound}; nothing is "
                        + "written");
            StateDict.Save(file, found.Tensors, new Dictionary<string, string>(Architectures.PreprocessingOf(architecture).ToMetadata())
            {
                ["architecture"] = architecture,
                ["source"] = found.Licence,
            });
            var document = new
            {
                architecture,
                file,
                found.Source,
                photos = found.Compared,
                largest_relative_difference = found.Difference,
                bound = Bound
            };
            line.Answer(document, console => console.Line($"wrote {file}: features equal to {Path.GetFileName(found.Source)} within "
                + $"{found.Difference:0.0e+0} of their length over {found.Compared} photos (at most {Bound} is allowed)"));
        });
    }

    private sealed record Converted(Dictionary<string, Tensor> Tensors, string Source, string Licence, int Compared, double Difference);

    private static Converted ResNet18(string? from, CancellationToken cancellation)
    {
        string onnx = from ?? PackageFile.Find(PackagedResNet18.Package, PackagedResNet18.Version, PackagedResNet18.Member, cancellation);
        var packaged = PackagedResNet18.Open(onnx);
        Dictionary<string, Tensor> tensors = packaged.StateDict();
        using ImageClassifier model = Filled(Architectures.ResNet18MlNet, tensors, onnx);
        return new(tensors, onnx, $"{PackagedResNet18.Package} {PackagedResNet18.Version}, MIT", Photos,
            packaged.Difference(model, Drawn(PackagedResNet18.Preprocessing.Size)));
    }

    // Its publisher's numbers are beside it: four photos, and the features that they gave.
    private static Converted MobileNet(string? from)
    {
        string file = from ?? Path.Combine(NamedWeights.Folder, MobileNetFile);
        if (!File.Exists(file))
            throw new InputException($"there is no file '{file}'; name the one with the weights of {Architectures.MobileNetV1Quarter} "
                + "with --from, or its folder in FASHION_WEIGHTS");
        Dictionary<string, Tensor> tensors = StateDict.Load(file),
            expected = StateDict.Load(Path.ChangeExtension(file, ".expected.safetensors"));
        using ImageClassifier model = Filled(Architectures.MobileNetV1Quarter, tensors, file);
        if (!expected.TryGetValue("input", out Tensor? input) || !expected.TryGetValue("features", out Tensor? features))
            throw new InputException($"'{Path.ChangeExtension(file, ".expected.safetensors")}' has no input and features to compare with");
        using var grad = no_grad();
        double difference = model.Features(input).sub(features).norm(1).div(features.norm(1)).max().item<float>();
        return new(tensors, file, "Keras Applications, Apache-2.0", (int)input.shape[0], difference);
    }

    private static ImageClassifier Filled(string architecture, Dictionary<string, Tensor> tensors, string file)
    {
        ImageClassifier model = Architectures.Create(architecture, 1000);
        PretrainedWeights.Fill(model, tensors, file);
        model.eval();
        return model;
    }

    // Photos of the sample wardrobe, every class among them.
    private static Tensor Drawn(int size)
    {
        var wardrobe = new SampleWardrobe(new WardrobeSettings { PerClass = 5 });
        int step = wardrobe.Photos.Count / Photos;
        return stack(Enumerable.Range(0, Photos).Select(i =>
            tensor(wardrobe.Render(wardrobe.Photos[i * step], size).Pixels, [size, size, 3]).permute(2, 0, 1))); // uint8 [20, 3, S, S]
    }
}
