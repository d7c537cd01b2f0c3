enough = Enumerable.Range(-60, 140).Select(i => Math.Pow(1.08, i)).First(w => Measure(w).Colour <= goal);
