Func<double[], (double Mean, double Sd)> spread = scores =>
    (scores.Average(), Math.Sqrt(scores.Average(score => Math.Pow(score - scores.Average(), 2))));
