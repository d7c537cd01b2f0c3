ClassifierRecipe repaired = Recipe.Reference.Classifier with { StepEpochs = 2 };
