Func<Fold, int> leaks = fold => fold.Train.Count + fold.Validation.Count - fold.Train.Union(fold.Validation).Count();
