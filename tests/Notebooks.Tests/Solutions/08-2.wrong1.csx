// hides all that are as large as the k-th
Func<float[], int, float[]> erase = (weights, k) =>
{
    float least = weights.OrderDescending().ElementAt(k - 1);
    return [.. weights.Select(weight => weight >= least ? 0f : 1f)];
};
