int? largestExpansion = 1;
while (WithExpansion(largestExpansion.Value + 1) <= dense.Parameters)
    largestExpansion++;
