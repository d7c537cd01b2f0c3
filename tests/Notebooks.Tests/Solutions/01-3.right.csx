Func<float[], int> winner = row => Array.IndexOf(row, row.Max());
