ClassifierRecipe repaired = Recipe.Reference.Classifier with { Epochs = 10 };
