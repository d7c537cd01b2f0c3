hides = 1;
while (Blurred(hides.Value) > limit)
    hides++;
