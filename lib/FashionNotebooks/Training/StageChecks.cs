using System.Globalization;
using FashionNotebooks.Photos;

namespace FashionNotebooks.Training;

/// <summary>Refuses settings and data that cannot be trained with, before anything is computed.</summary>
internal static class StageChecks
{
    internal static void Check(StageRecipe recipe, PhotoSet train, PhotoSet validation, int classes)
    {
        Require(recipe.Epochs >= 1, "--epochs", recipe.Epochs, "1 or more");
        Require(recipe.BatchSize >= 2, "--batch-size", recipe.BatchSize, "2 or more: batch norm needs two pictures");
        Require(recipe.LearningRate > 0 && double.IsFinite(recipe.LearningRate), "--lr", recipe.LearningRate, "above 0");
        if (train.Count < 2)
            throw new InputException($"{train.Count} training photos are too few; give at least 2");
        if (validation.Count < 1)
            throw new InputException("there are no validation photos; give at least one");
        if (train.Classes.Count != classes || !train.Classes.SequenceEqual(validation.Classes))
            throw new InputException($"the model has {classes} classes, the training photos {train.Classes.Count} and the validation photos {validation.Classes.Count}; use the same classes for all");
    }

    private static void Require(bool holds, string option, double value, string cure)
    {
        if (!holds)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{option} {value} cannot be used; choose {cure}"));
    }
}
