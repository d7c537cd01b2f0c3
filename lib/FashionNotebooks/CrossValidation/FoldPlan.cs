namespace FashionNotebooks.CrossValidation;

/// <summary>One of k ways to split photos.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Train">Indices of the photos to learn from; balancing may repeat some.</param>
/// <param name="Validation">Indices of the photos held out; each photo is held out in one fold.</param>
public sealed record Fold(int Number, IReadOnlyList<int> Train, IReadOnlyList<int> Validation);

/// <summary>
/// Splits first and balances afterwards, inside the training parts only: a photo that is repeated to fill up its class can then never be
/// held out from its own copy.
/// </summary>
public static class FoldPlan
{
    /// <summary>Makes stratified folds.</summary>
    /// <param name="folds">Number of folds, at least 2.</param>
    /// <param name="seed">Same seed, same folds.</param>
    /// <param name="senders">Contributor of each photo; all of one are in the same part. Null splits photo by photo.</param>
    /// <param name="balance">Photos of each class in a training part: more are drawn from, fewer are repeated. Null keeps all once.</param>
    /// <param name="classes">Class names, for errors.</param>
    /// <exception cref="InputException">There are too few photos, or a training part lacks a class.</exception>
    public static IReadOnlyList<Fold> Make(
        IReadOnlyList<int> labels, int folds, long seed, IReadOnlyList<string?>? senders = null, int? balance = null,
        IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        SplitIndices[] parts = StratifiedSplit.KFold(labels, folds, seed, senders, classes);
        return [.. parts.Select((part, index) => new Fold(
            index + 1, balance is { } count ? Balance(part.Train, labels, count, seed + index, classes) : part.Train, part.Validation))];
    }

    private static int[] Balance(int[] photos, IReadOnlyList<int> labels, int count, long seed, IReadOnlyList<string>? classes)
    {
        if (count < 1)
            throw new InputException($"balancing to {count} photos of each class cannot be done; choose 1 or more");
        var chosen = new List<int>();
        for (int label = 0; label <= labels.Max(); label++)
        {
            int[] own = [.. photos.Where(photo => labels[photo] == label)];
            if (own.Length == 0)
                throw new InputException(
                    $"a training part has no photo of {ClassWeights.NameOf(label, classes)}; add photos or use fewer folds");
            new CounterRandom((ulong)seed, (ulong)label).Shuffle<int>(own);
            chosen.AddRange(Enumerable.Range(0, count).Select(i => own[i % own.Length]));
        }
        return [.. chosen];
    }
}
