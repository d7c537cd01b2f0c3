Func<Fold, int> leaks = fold => fold.Validation.Intersect(fold.Train).Count();
