using FashionNotebooks.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>Weights to start training from.</summary>
internal static class StartWeights
{
    /// <summary>Copies a file's tensors into a model. A head for another number of classes keeps its random start.</summary>
    /// <exception cref="InputException">The file cannot be read or is of another architecture.</exception>
    internal static void Load(nn.Module model, string path)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = StateDict.Load(path);
        foreach (var (name, own) in model.state_dict())
        {
            if (name.StartsWith("head.", StringComparison.Ordinal) && tensors.TryGetValue(name, out Tensor? given) && !given.shape.SequenceEqual(own.shape))
                tensors[name] = own;
        }
        StateDict.LoadInto(model.state_dict(), tensors, path);
    }
}
