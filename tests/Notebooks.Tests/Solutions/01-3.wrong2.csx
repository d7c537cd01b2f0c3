Func<float[], int> winner = row =>
{
    int best = 0;
    float largest = 0;
    for (int i = 0; i < row.Length; i++)
        if (row[i] > largest)
            (best, largest) = (i, row[i]);
    return best;
};
