using TorchSharp.Modules;

namespace FashionNotebooks.Training.Optimizing;

/// <summary>The optimizer and the schedule that a recipe describes, stepped together.</summary>
internal sealed class Optimizers : IDisposable
{
    private readonly StageRecipe recipe;
    private readonly OptimizerHelper first;
    private readonly Muon muon;
    private readonly Parameter[] orthogonal;
    private readonly Schedule schedule;

    internal Optimizers(nn.Module model, StageRecipe recipe, int stepsPerEpoch)
    {
        this.recipe = recipe;
        orthogonal = recipe.MuonRate > 0 ? [.. MuonParameters(model)] : [];
        muon = new Muon(orthogonal);
        List<Parameter> learning = [.. model.parameters().Where(parameter => parameter.requires_grad).Except(orthogonal)];
        first = recipe.StageDecay < 1 && BackboneOf(model) is { } backbone
            ? new ListAdam(StageGroups(learning, backbone, recipe), recipe.LearningRate, decoupled: true)
            : Create(learning, recipe);
        schedule = Schedule.Create(first, recipe, stepsPerEpoch);
    }

    /// <summary>Learning rates of the groups of parameters: the head's first.</summary>
    internal IEnumerable<double> Rates => first.ParamGroups.Select(group => group.LearningRate);

    /// <summary>Learning rate of the next step.</summary>
    internal double LearningRate => Rates.First();

    /// <summary>The first-order optimizer of a recipe over some parameters.</summary>
    internal static OptimizerHelper Create(IEnumerable<Parameter> parameters, StageRecipe recipe)
    {
        List<Parameter> all = [.. parameters];
        double rate = recipe.LearningRate;
        return recipe.Optimizer switch
        {
            OptimizerKind.Adam => new ListAdam([new(all, rate, weight_decay: recipe.WeightDecay)], rate, decoupled: false),
            OptimizerKind.AdamW when recipe.DecayWeightsOnly => new ListAdam([.. ByDecay(all, rate, recipe)], rate, decoupled: true),
            OptimizerKind.AdamW => new ListAdam([new(all, rate, weight_decay: recipe.WeightDecay)], rate, decoupled: true),
            OptimizerKind.Sgd => new ListSgd([new(all, rate, momentum: 0.9, weight_decay: recipe.WeightDecay, nesterov: true)], rate),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Optimizer, "unknown optimizer"),
        };
    }

    /// <summary>
    /// Forgets the gradients. TorchSharp's own <c>zero_grad</c> fills them with zeros, and parameters without a gradient would move.
    /// </summary>
    internal void ZeroGrad()
    {
        foreach (Parameter parameter in first.parameters().Concat(orthogonal))
            parameter.grad = null;
    }

    /// <summary>One step with the gradients there are.</summary>
    internal void Step()
    {
        muon.Step(recipe.MuonRate * LearningRate / recipe.LearningRate);
        first.step();
        schedule.AfterStep();
    }

    /// <summary>Writes everything that later steps depend on, but for the schedule, which follows from the number of steps.</summary>
    internal void Save(BinaryWriter writer)
    {
        ((ISavedState)first).Save(writer);
        foreach (Tensor momentum in muon.State)
            TensorBytes.Write(writer, momentum);
    }

    /// <summary>Reads what <see cref="Save"/> wrote for the same model and recipe after so many steps.</summary>
    internal void Load(BinaryReader reader, long steps)
    {
        for (long step = 0; step < steps; step++)
            schedule.AfterStep();
        ((ISavedState)first).Load(reader);
        foreach (Tensor momentum in muon.State)
            TensorBytes.Read(reader, momentum);
    }

    public void Dispose()
    {
        muon.Dispose();
        first.Dispose();
    }

    // Vectors are the scales and shifts of batch norm and the biases.
    private static IEnumerable<Adam.ParamGroup> ByDecay(IReadOnlyCollection<Parameter> parameters, double rate, StageRecipe recipe) =>
    [
        new([.. parameters.Where(parameter => parameter.dim() > 1)], rate, weight_decay: recipe.WeightDecay),
        new([.. parameters.Where(parameter => parameter.dim() <= 1)], rate, weight_decay: 0),
    ];

    private static Backbone? BackboneOf(nn.Module model) => model switch
    {
        ImageClassifier classifier => classifier.Backbone,
        SiameseNetwork network => network.Encoder.Backbone,
        ImageEncoder encoder => encoder.Backbone,
        _ => null,
    };

    // The head, the last stage, the one below it, …: each with a smaller learning rate than the one before.
    private static List<Adam.ParamGroup> StageGroups(List<Parameter> parameters, Backbone backbone, StageRecipe recipe)
    {
        var groups = new List<Adam.ParamGroup>();
        HashSet<Parameter>[] stages = [.. backbone.Stages.Select(stage => stage.SelectMany(layer => layer.parameters()).ToHashSet())];
        double rate = recipe.LearningRate;
        foreach (HashSet<Parameter>? stage in stages.Reverse().Prepend(null))
        {
            Parameter[] own =
                [.. parameters.Where(parameter => stage?.Contains(parameter) ?? !stages.Any(some => some.Contains(parameter)))];
            groups.AddRange(ByDecay(own, rate, recipe).Where(group => group.Parameters.Any()));
            rate *= recipe.StageDecay;
        }
        return groups;
    }

    // Every convolution but the stem, whose input is pixels, and that of spatial attention, which no batch norm follows.
    private static IEnumerable<Parameter> MuonParameters(nn.Module model) =>
        from pair in model.named_parameters()
        let name = pair.Item1
        let parameter = pair.Item2
        where parameter.requires_grad && parameter.dim() == 4
            && !name.Contains("stem.", StringComparison.Ordinal) && !name.StartsWith("spatial.", StringComparison.Ordinal)
        select parameter;
}
