using Google.Protobuf;
using Onnx;
using static Onnx.TensorShapeProto.Types;

namespace FashionNotebooks.Models;

/// <summary>
/// ResNet18 with ImageNet's weights as the NuGet package Microsoft.ML.DnnImageFeaturizer.ResNet18 ships it: a graph that CNTK wrote. It
/// reads blue, green and red from 0 to 255 less their means, ends at the pooled features, and numbers its tensors instead of naming them.
/// For all its name it has a third block in the last stage, so it is <see cref="Architectures.ResNet18MlNet"/> here.
/// </summary>
public sealed class PackagedResNet18
{
    /// <summary>The package's name.</summary>
    public const string Package = "Microsoft.ML.DnnImageFeaturizer.ResNet18";

    /// <summary>The version that is read here.</summary>
    public const string Version = "0.23.1";

    /// <summary>Where the graph lies in the package.</summary>
    public const string Member = "tools/DnnImageModels/ResNet18Onnx/ResNet18.onnx";

    private readonly string path;
    private readonly ModelProto model;

    private PackagedResNet18(string path, ModelProto model) => (this.path, this.model) = (path, model);

    /// <summary>How photos become inputs of the converted net: torchvision's rule, which its first layer is scaled for.</summary>
    public static Preprocessing Preprocessing => Architectures.PreprocessingOf(Architectures.ResNet18MlNet);

    /// <summary>Reads the package's graph.</summary>
    /// <exception cref="InputException">The file cannot be read or is no ONNX model.</exception>
    public static PackagedResNet18 Open(string path)
    {
        byte[] bytes = InputFile.ReadAll(path);
        try
        {
            return new PackagedResNet18(path, ModelProto.Parser.ParseFrom(bytes));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InputException($"'{path}' is no ONNX model, or damaged; restore the package again", e);
        }
    }

    /// <summary>The weights by torchvision's names, without a head. The first layer reads red, green, blue as <see cref="Preprocessing"/>
    /// gives them: the means are its own anyway, and what the bytes are divided by is multiplied into its weights.</summary>
    /// <exception cref="InputException">The graph is not the one that the package ships.</exception>
    public Dictionary<string, Tensor> StateDict()
    {
        try
        {
            var norms = model.Graph.Node.Where(node => node.OpType == "BatchNormalization").ToDictionary(node => node.Input[0]);
            NodeProto[] convolutions = [.. model.Graph.Node.Where(node => node.OpType == "Conv")];
            (string, string)[] names = [.. Names()];
            if (convolutions.Length != names.Length)
                throw new KeyNotFoundException($"{convolutions.Length} convolutions");
            var state = new Dictionary<string, Tensor>();
            foreach (var (convolution, (name, norm)) in convolutions.Zip(names))
            {
                state.Add($"{name}.weight", Constant(convolution.Input[1]));
                foreach (var (part, i) in new[] { "weight", "bias", "running_mean", "running_var" }.Select((part, i) => (part, i)))
                    state.Add($"{norm}.{part}", Constant(norms[convolution.Output[0]].Input[i + 1]));
            }
            float[] scale = Normalization.ScaleAndBias(Preprocessing.Normalize).Scale;
            state["conv1.weight"] = state["conv1.weight"].flip(1).div(tensor(scale).view(3, 1, 1)).contiguous(); // [64, 3, 7, 7]
            return state;
        }
        catch (Exception e) when (e is KeyNotFoundException or ArgumentException or NullReferenceException)
        {
            throw new InputException($"'{path}' is not the ResNet18 of {Package} {Version}; restore the package again", e);
        }
    }

    /// <summary>The largest difference between the pooled features of a net and those of the package's graph in ONNX Runtime: for each
    /// photo the length of the difference over the length of the graph's features.</summary>
    /// <param name="net">Has the weights of <see cref="StateDict"/>.</param>
    /// <param name="pixels">Photos, uint8 <c>[N, 3, 224, 224]</c>.</param>
    public double Difference(ImageClassifier net, Tensor pixels)
    {
        ArgumentNullException.ThrowIfNull(net);
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        net.eval();
        Tensor input = Normalization.ToModelInput(pixels, Preprocessing.Normalize);      // [N, 3, 224, 224]
        Tensor own = net.Features(input);                                                // [N, 512]
        Tensor raw = input.div(tensor(Normalization.ScaleAndBias(Preprocessing.Normalize).Scale).view(3, 1, 1)).flip(1);
        using var graph = new OnnxModel(Runnable());
        Tensor theirs = graph.Run(raw).Values.Single().ToTensor();
        return own.sub(theirs).norm(1).div(theirs.norm(1)).max().item<float>();
    }

    // In the order of the graph, which has a block's projection before the block.
    private static IEnumerable<(string Convolution, string Norm)> Names()
    {
        yield return ("conv1", "bn1");
        for (int layer = 1; layer <= 4; layer++)
        {
            for (int block = 0; block < (layer == 4 ? 3 : 2); block++)
            {
                string prefix = $"layer{layer}.{block}.";
                if (layer > 1 && block == 0)
                    yield return (prefix + "downsample.0", prefix + "downsample.1");
                yield return (prefix + "conv1", prefix + "bn1");
                yield return (prefix + "conv2", prefix + "bn2");
            }
        }
    }

    private Tensor Constant(string name)
    {
        TensorProto constant = model.Graph.Initializer.First(tensor => tensor.Name == name);
        float[] values = constant.FloatData.Count > 0
            ? [.. constant.FloatData]
            : MemoryMarshal.Cast<byte, float>(constant.RawData.Span).ToArray();
        return tensor(values, [.. constant.Dims]);
    }

    // The graph for any number of photos, with features of two dimensions.
    private byte[] Runnable()
    {
        ModelProto copy = model.Clone();
        copy.Graph.ValueInfo.Clear();
        copy.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new Dimension { DimParam = "batch" };
        ValueInfoProto output = copy.Graph.Output[0];
        copy.Graph.Node.Add(new NodeProto { OpType = "Flatten", Input = { output.Name }, Output = { "features" } });
        output.Name = "features";
        output.Type.TensorType.Shape.Dim[0] = new Dimension { DimParam = "batch" };
        output.Type.TensorType.Shape.Dim.RemoveAt(3);
        output.Type.TensorType.Shape.Dim.RemoveAt(2);
        return copy.ToByteArray();
    }
}
