Func<Fold, int> leaks = fold => fold.Validation.Count(picture => fold.Train.Contains(picture));
