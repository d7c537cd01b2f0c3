enough = 1;
while (Measure(enough.Value).Colour > goal)
    enough *= 1.5;
while (Measure(0.9 * enough.Value).Colour <= goal)
    enough *= 0.95;
