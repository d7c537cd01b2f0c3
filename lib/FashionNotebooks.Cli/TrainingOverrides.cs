using System.CommandLine;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli;

/// <summary>The recipe of a training command and the settings that the command line changes in it.</summary>
internal sealed class TrainingOverrides
{
    private readonly Option<string?> recipe = new("--recipe")
    {
        Description = "reference: the published settings, flaws included. best: the settings that reach most here. "
            + "finetune: the head first, then all layers of trained weights (default: best; finetune for a net with published weights and --weights).",
    };

    private readonly Option<int?> epochs = new("--epochs") { HelpName = "N", Description = "Passes over the training photos (default: the recipe's)." };
    private readonly Option<double?> rate = new("--lr") { HelpName = "X", Description = "Learning rate (default: the recipe's)." };
    private readonly Option<int?> batch = new("--batch-size") { HelpName = "N", Description = "Photos in a step (default: the recipe's)." };
    private readonly Option<bool> resume = new("--resume") { Description = "Go on where a stopped run of the same command ended." };
    private readonly Option<string?> corrections = new("--corrections") { HelpName = "FILE", Description = "A CSV file of label corrections to apply (file,label)." };

    public TrainingOverrides(Command command)
    {
        recipe.AcceptOnlyFromAmong([.. Training.Recipe.Names]);
        epochs.Validators.Add(ComputeOptions.Positive);
        batch.Validators.Add(ComputeOptions.Positive);
        foreach (Option option in (Option[])[recipe, epochs, rate, batch, resume, corrections])
            command.Add(option);
    }

    public bool Resume(ParseResult line) => line.GetValue(resume);

    /// <summary>Photos in a step; null leaves them to the recipe.</summary>
    public int? BatchSize(ParseResult line) => line.GetValue(batch);

    public string? Corrections(ParseResult line) => line.GetValue(corrections);

    /// <summary>The recipe that the line names.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="pretrained">Whether training starts from trained weights, which have a recipe of their own.</param>
    public Recipe Recipe(ParseResult line, bool pretrained = false) =>
        Training.Recipe.Named(line.GetValue(recipe) ?? (pretrained ? Training.Recipe.Finetune : Training.Recipe.Best).Name);

    /// <summary>The recipe's stage with the command line's changes.</summary>
    public T Apply<T>(ParseResult line, T stage)
        where T : StageRecipe
    {
        StageRecipe changed = stage with
        {
            Epochs = line.GetValue(epochs) ?? stage.Epochs,
            LearningRate = line.GetValue(rate) ?? stage.LearningRate,
            BatchSize = line.GetValue(batch) ?? stage.BatchSize,
        };
        return (T)changed;
    }
}
