using System.CommandLine;
using FashionNotebooks.Training;

namespace FashionNotebooks.Cli;

/// <summary>The recipe of a training command and the settings that the command line changes in it.</summary>
internal sealed class TrainingOverrides
{
    private readonly Option<string> recipe = new("--recipe")
    {
        Description = "reference: the published settings, flaws included. best: the settings that reach most here.",
        DefaultValueFactory = _ => Training.Recipe.Best.Name,
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

    public string? Corrections(ParseResult line) => line.GetValue(corrections);

    public Recipe Recipe(ParseResult line) => Training.Recipe.Named(line.GetValue(recipe)!);

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
