using FashionNotebooks.Engine;
using FashionNotebooks.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FashionNotebooks.Training;

/// <summary>The optimizer and the schedule that a recipe describes, stepped together.</summary>
internal sealed class Optimizers : IDisposable
{
    private readonly StageRecipe recipe;
    private readonly OptimizerHelper first;
    private readonly Muon? muon;
    private readonly Parameter[] muonParameters;
    private readonly Schedule? schedule;

    /// <param name="model">Its parameters that learn.</param>
    /// <param name="recipe">The settings.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    /// <param name="steps">Steps already taken by the run that is resumed.</param>
    internal Optimizers(nn.Module model, StageRecipe recipe, int stepsPerEpoch, int steps)
    {
        this.recipe = recipe;
        muonParameters = recipe.MuonRate > 0 ? [.. MuonParameters(model)] : [];
        muon = muonParameters.Length > 0 ? new Muon(muonParameters) : null;
        List<Parameter> learning = [.. model.parameters().Where(parameter => parameter.requires_grad).Except(muonParameters)];
        first = recipe.StageDecay < 1 && BackboneOf(model) is { } backbone
            ? new ListAdam(StageGroups(learning, backbone, recipe), recipe.LearningRate, decoupled: true)
            : Create(learning, recipe);
        schedule = Schedule.Create(first, recipe, stepsPerEpoch, steps);
    }

    /// <summary>Step sizes of the groups of parameters: the head's first.</summary>
    internal IEnumerable<double> Rates => first.ParamGroups.Select(group => group.LearningRate);

    /// <summary>Step size of the next step.</summary>
    internal double LearningRate => first.ParamGroups.First().LearningRate;

    /// <summary>The first-order optimizer of a recipe over some parameters.</summary>
    internal static OptimizerHelper Create(IEnumerable<Parameter> parameters, StageRecipe recipe)
    {
        List<Parameter> all = [.. parameters];
        double rate = recipe.LearningRate;
        return recipe.Optimizer switch
        {
            OptimizerKind.Adam => new ListAdam([new(all, rate, weight_decay: recipe.WeightDecay)], rate, decoupled: false),
            OptimizerKind.AdamW when recipe.DecayWeightsOnly => new ListAdam(Groups(all, recipe), rate, decoupled: true),
            OptimizerKind.AdamW => new ListAdam([new(all, rate, weight_decay: recipe.WeightDecay)], rate, decoupled: true),
            OptimizerKind.Sgd => new ListSgd([new(all, rate, momentum: 0.9, weight_decay: recipe.WeightDecay, nesterov: true)], rate),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Optimizer, "unknown optimizer"),
        };
    }

    /// <summary>Forgets the gradients. TorchSharp's own <c>zero_grad</c> fills them with zeros, and parameters without a gradient would move.</summary>
    internal void ZeroGrad()
    {
        foreach (Parameter parameter in first.parameters().Concat(muonParameters))
            parameter.grad = null;
    }

    /// <summary>One step with the gradients there are.</summary>
    internal void Step()
    {
        muon?.Step(recipe.MuonRate * LearningRate / recipe.LearningRate);
        first.step();
        schedule?.AfterStep();
    }

    /// <summary>Writes everything that later steps depend on, but for the schedule, which follows from the number of steps.</summary>
    internal void Save(BinaryWriter writer)
    {
        ((ISavedState)first).Save(writer);
        foreach (Tensor momentum in muon?.State ?? [])
            TensorBytes.Write(writer, momentum);
    }

    /// <summary>Reads what <see cref="Save"/> wrote for the same model and recipe.</summary>
    internal void Load(BinaryReader reader)
    {
        ((ISavedState)first).Load(reader);
        foreach (Tensor momentum in muon?.State ?? [])
            TensorBytes.Read(reader, momentum);
    }

    public void Dispose()
    {
        muon?.Dispose();
        first.Dispose();
    }

    // Vectors are the scales and shifts of batch norm and the biases.
    private static List<Adam.ParamGroup> Groups(List<Parameter> parameters, StageRecipe recipe) =>
    [
        new Adam.ParamGroup(parameters.Where(parameter => parameter.dim() > 1), recipe.LearningRate, weight_decay: recipe.WeightDecay),
        new Adam.ParamGroup(parameters.Where(parameter => parameter.dim() <= 1), recipe.LearningRate, weight_decay: 0),
    ];

    private static Backbone? BackboneOf(nn.Module model) => model switch
    {
        ImageClassifier classifier => classifier.Backbone,
        SiameseNetwork network => network.Encoder.Backbone,
        FineGrainedEncoder encoder => encoder.Backbone,
        _ => null,
    };

    // The head, the last stage, the one below it, …: each with a smaller step than the one before.
    private static List<Adam.ParamGroup> StageGroups(List<Parameter> parameters, Backbone backbone, StageRecipe recipe)
    {
        var groups = new List<Adam.ParamGroup>();
        double rate = recipe.LearningRate;
        List<Parameter> rest = parameters;
        foreach (var stage in backbone.Stages.Reverse().Prepend(null))
        {
            HashSet<Parameter> own = stage is null
                ? [.. rest.Except(backbone.Stages.SelectMany(layers => layers).SelectMany(layer => layer.parameters()))]
                : [.. stage.SelectMany(layer => layer.parameters())];
            foreach (bool vectors in new[] { false, true })
            {
                List<Parameter> group = [.. rest.Where(parameter => own.Contains(parameter) && parameter.dim() <= 1 == vectors)];
                if (group.Count > 0)
                    groups.Add(new Adam.ParamGroup(group, rate, weight_decay: vectors ? 0 : recipe.WeightDecay));
            }
            rate *= recipe.StageDecay;
        }
        return groups;
    }

    // Every convolution but the stem, whose input is pixels, and that of spatial attention, which no batch norm follows.
    private static IEnumerable<Parameter> MuonParameters(nn.Module model) =>
        from pair in model.named_parameters()
        let name = pair.Item1
        let parameter = pair.Item2
        where parameter.requires_grad && parameter.dim() == 4 && !name.Contains("stem.", StringComparison.Ordinal) && !name.StartsWith("spatial.", StringComparison.Ordinal)
        select parameter;
}
