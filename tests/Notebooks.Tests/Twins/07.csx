// The notebook's leaking folds against the library's, which do not leak, and its McNemar's test against the library's.
if (!leaking.SelectMany(fold => fold.Validation).Order().SequenceEqual(balanced.Order()))
    throw new Exception("the leaking folds do not hold out every place of the balanced list once");
if (Learnt(leaking) == 0 || Learnt(FoldPlan.Make(labels, k, Seed, balance: each)) != 0)
    throw new Exception("photos leak where the notebook says that they do not, or the other way round");
var random7 = new Random(7);
for (int round = 0; round < 200; round++)
{
    bool[] first = [.. Enumerable.Range(0, 60).Select(_ => random7.Next(2) == 0)], second = [.. first.Select(right => right ^ random7.Next(3) == 0)];
    McNemarTest test = McNemarTest.Of(first, second);
    if (Math.Abs(PValue(test.OnlyFirst, test.OnlySecond) - test.PValue) > 1e-9)
        throw new Exception($"{test}: {PValue(test.OnlyFirst, test.OnlySecond)} in the notebook");
}
