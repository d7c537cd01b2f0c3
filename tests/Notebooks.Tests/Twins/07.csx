// The notebook's leaking folds, leak counts and McNemar's test against the library's.
IReadOnlyList<Fold> theirs = FoldPlan.BalanceThenSplit(labels, k, Seed, each);
if (!theirs.Select(fold => fold.Validation.Count).SequenceEqual(leaking.Select(fold => fold.Validation.Count)) || Learnt(theirs) == 0 || Learnt(leaking) == 0)
    throw new Exception("the notebook and the library balance and split differently");
var random7 = new Random(7);
for (int round = 0; round < 200; round++)
{
    bool[] first = [.. Enumerable.Range(0, 60).Select(_ => random7.Next(2) == 0)], second = [.. first.Select(right => right ^ random7.Next(3) == 0)];
    McNemarTest test = McNemarTest.Of(first, second);
    if (Math.Abs(PValue(test.OnlyFirst, test.OnlySecond) - test.PValue) > 1e-9)
        throw new Exception($"{test}: {PValue(test.OnlyFirst, test.OnlySecond)} in the notebook");
}
