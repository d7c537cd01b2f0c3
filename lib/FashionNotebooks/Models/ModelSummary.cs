using TorchSharp.Modules;

namespace FashionNotebooks.Models;

/// <summary>Shapes, parameters and multiply-accumulates of a model, layer by layer, found by sending one black photo through it.</summary>
/// <param name="Layers">The layers in the order in which they ran.</param>
/// <param name="Parameters">Trainable values of the whole model.</param>
public sealed record ModelSummary(IReadOnlyList<LayerSummary> Layers, long Parameters)
{
    /// <summary>Multiply-accumulates of the whole model for one photo. Twice this is what papers call FLOPs.</summary>
    public long Macs => Layers.Sum(layer => layer.Macs);

    /// <summary>Runs a model once and notes every layer.</summary>
    /// <param name="model">Any model from photos to scores or embeddings; its mode is kept.</param>
    /// <param name="size">Side of the photo in pixels.</param>
    public static ModelSummary Of(nn.Module<Tensor, Tensor> model, int size = 64)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var layers = new List<LayerSummary>();
        var removers = new List<Action>();
        bool training = model.training;
        model.eval();
        try
        {
            foreach (var (name, module) in model.named_modules())
            {
                if (module is nn.Module<Tensor, Tensor> leaf && !module.children().Any())
                {
                    var hook = leaf.register_forward_hook((layer, _, output) =>
                    {
                        layers.Add(Describe(name, layer, output));
                        return output;
                    });
                    removers.Add(hook.remove);
                }
            }
            model.call(zeros(1, 3, size, size, device: ComputeDevice.Current));
        }
        finally
        {
            removers.ForEach(remove => remove());
            model.train(training);
        }
        return new ModelSummary(layers, model.parameters().Sum(parameter => parameter.numel()));
    }

    /// <summary>The summary as a table of text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"layer",-34}{"kind",-20}{"output",-20}{"parameters",12}{"MACs",14}");
        foreach (var (name, kind, shape, parameters, macs) in Layers)
            text.AppendLine(
                CultureInfo.InvariantCulture, $"{name,-34}{kind,-20}{$"[{string.Join(", ", shape)}]",-20}{parameters,12:N0}{macs,14:N0}");
        text.Append(CultureInfo.InvariantCulture, $"{"total",-74}{Parameters,12:N0}{Macs,14:N0}");
        return text.ToString();
    }

    private static LayerSummary Describe(string name, nn.Module layer, Tensor output) => new(
        name, layer.GetType().Name, output.shape, layer.parameters(recurse: false).Sum(parameter => parameter.numel()),
        MacsOf(layer, output.shape));

    private static long MacsOf(nn.Module layer, long[] output) => layer switch
    {
        Conv2d conv => output[1] * output[2] * output[3] * (conv.in_channels / conv.groups) * conv.kernel_size.Aggregate((a, b) => a * b),
        Linear linear => linear.in_features * linear.out_features,
        _ => 0,
    };
}

/// <summary>One line of a <see cref="ModelSummary"/>.</summary>
/// <param name="Name">Dotted name as in the state dict, for example <c>backbone.stem.0</c>.</param>
/// <param name="Kind">Type of the layer, for example <c>Conv2d</c>.</param>
/// <param name="OutputShape">Shape of what the layer gives, batch first.</param>
/// <param name="Parameters">Trainable values.</param>
/// <param name="Macs">Multiply-accumulate operations for one photo; convolutions and linear layers only.</param>
public sealed record LayerSummary(string Name, string Kind, IReadOnlyList<long> OutputShape, long Parameters, long Macs);
