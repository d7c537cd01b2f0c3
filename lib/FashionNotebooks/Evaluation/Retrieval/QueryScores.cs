namespace FashionNotebooks.Evaluation.Retrieval;

/// <summary>The figures of one query: how its right answers stand in the ranking of the gallery.</summary>
/// <param name="Top1">1 when the first answer is right, else 0.</param>
/// <param name="Top5">1 when any of the first five is right, else 0.</param>
/// <param name="ReciprocalRank">1 / rank of the first right answer.</param>
/// <param name="AveragePrecision">Mean of the precision at the rank of each right answer.</param>
/// <param name="RPrecision">Precision in the first R answers, where R right ones exist.</param>
/// <param name="MapAtR">Average precision cut at rank R: it is 1 only when the first R answers are all right.
/// Musgrave et al., "A metric learning reality check", ECCV 2020.</param>
public readonly record struct QueryScores(
    double Top1, double Top5, double ReciprocalRank, double AveragePrecision, double RPrecision, double MapAtR)
{
    /// <summary>Scores a ranking; null when nothing in the gallery is right: such a query cannot be answered.</summary>
    /// <param name="relevant">For each photo in the order of the ranking: is it right? The whole gallery, without what is excluded.</param>
    public static QueryScores? Of(ReadOnlySpan<bool> relevant)
    {
        int total = relevant.Count(true);
        if (total == 0)
            return null;
        int first = relevant.IndexOf(true), hits = 0, hitsAtR = 0;
        double sum = 0, sumAtR = 0;
        for (int rank = first; hits < total; rank++)
        {
            if (!relevant[rank])
                continue;
            double precision = ++hits / (rank + 1.0);
            sum += precision;
            if (rank < total)
            {
                sumAtR += precision;
                hitsAtR = hits;
            }
        }
        return new QueryScores(
            first == 0 ? 1 : 0, first < 5 ? 1 : 0, 1.0 / (first + 1), sum / total, (double)hitsAtR / total, sumAtR / total);
    }

    /// <summary>What a ranking in random order scores on average, in closed form.</summary>
    /// <param name="relevant">Right answers in the gallery, at least 1.</param>
    public static QueryScores ExpectedAtRandom(int relevant, int gallery)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(relevant);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(relevant, gallery);
        double share = (double)relevant / gallery;
        double none = 1, top5 = 0, reciprocal = 0, average = 0, atR = 0; // none: chance that no rank before this one is right
        for (int rank = 1; rank <= gallery; rank++)
        {
            double rightHere = Math.Min(1, (double)relevant / (gallery - rank + 1));
            reciprocal += none * rightHere / rank;
            none *= 1 - rightHere;
            top5 = rank <= 5 ? 1 - none : top5;
            // Expected precision at this rank, given that it is right: the others before it are a random share of the rest.
            double before = gallery == 1 ? 0 : (rank - 1) * (relevant - 1.0) / (gallery - 1);
            double gain = share * (1 + before) / rank;
            average += gain;
            atR += rank <= relevant ? gain : 0;
        }
        return new QueryScores(share, top5, reciprocal, average / relevant, share, atR / relevant);
    }
}
