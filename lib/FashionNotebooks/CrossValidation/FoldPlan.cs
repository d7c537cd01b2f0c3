using FashionNotebooks.Photos.Folders;
using FashionNotebooks.Photos.Sampling;


namespace FashionNotebooks.CrossValidation;

/// <summary>
/// Splits first and balances afterwards, inside the training parts only: a picture that is repeated to fill up its class can then
/// never be held out from its own copy.
/// </summary>
public static class FoldPlan
{
    /// <summary>Makes stratified folds.</summary>
    /// <param name="labels">Label of each picture.</param>
    /// <param name="folds">Number of folds, at least 2.</param>
    /// <param name="seed">Same seed, same folds.</param>
    /// <param name="senders">Contributor of each picture; all of one are in the same part. Null splits picture by picture.</param>
    /// <param name="balance">Pictures of each class in a training part: more are drawn from, fewer are repeated. Null keeps all once.</param>
    /// <param name="classes">Class names, for errors.</param>
    /// <exception cref="InputException">There are too few pictures, or a training part lacks a class.</exception>
    public static IReadOnlyList<Fold> Make(
        IReadOnlyList<int> labels, int folds, long seed, IReadOnlyList<string?>? senders = null, int? balance = null, IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        SplitIndices[] parts = StratifiedSplit.KFold(labels, folds, seed, senders, classes);
        return [.. parts.Select((part, index) => new Fold(
            index + 1, balance is { } count ? Balance(part.Train, labels, count, seed + index, classes) : part.Train, part.Validation))];
    }

    /// <summary>The leaking order, for comparison: balances first, so that copies of one picture fall into different parts.</summary>
    /// <inheritdoc cref="Make"/>
    public static IReadOnlyList<Fold> BalanceThenSplit(
        IReadOnlyList<int> labels, int folds, long seed, int balance, IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        int[] all = Balance([.. Enumerable.Range(0, labels.Count)], labels, balance, seed, classes);
        SplitIndices[] parts = StratifiedSplit.KFold([.. all.Select(picture => labels[picture])], folds, seed, names: classes);
        return [.. parts.Select((part, index) => new Fold(
            index + 1, [.. part.Train.Select(place => all[place])], [.. part.Validation.Select(place => all[place])]))];
    }

    private static int[] Balance(int[] pictures, IReadOnlyList<int> labels, int count, long seed, IReadOnlyList<string>? classes)
    {
        if (count < 1)
            throw new InputException($"balancing to {count} photos of each class cannot be done; choose 1 or more");
        var chosen = new List<int>();
        for (int label = 0; label <= labels.Max(); label++)
        {
            int[] own = [.. pictures.Where(picture => labels[picture] == label)];
            if (own.Length == 0)
                throw new InputException($"a training part has no picture of {ClassWeights.NameOf(label, classes)}; add pictures or use fewer folds");
            new CounterRandom((ulong)seed, (ulong)label).Shuffle<int>(own);
            chosen.AddRange(Enumerable.Range(0, count).Select(i => own[i % own.Length]));
        }
        return [.. chosen];
    }
}
