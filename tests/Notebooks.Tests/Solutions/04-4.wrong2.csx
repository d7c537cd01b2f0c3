// The augmentation of the published recipe is lost.
ClassifierRecipe repaired = Recipe.Reference.Classifier with { StepEpochs = 2, Augmentation = Augmentation.None };
