// hides the smallest
Func<float[], int, float[]> erase = (weights, k) =>
{
    var hidden = Enumerable.Range(0, weights.Length).OrderBy(i => weights[i]).Take(k).ToHashSet();
    return [.. weights.Select((_, i) => hidden.Contains(i) ? 0f : 1f)];
};
