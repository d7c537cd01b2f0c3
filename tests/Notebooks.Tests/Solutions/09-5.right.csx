fewest = 8;
while (fewest > 2 && Enough(fewest.Value - 1))
    fewest--;
