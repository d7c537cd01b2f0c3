Func<double[], (double Mean, double Sd)> spread = scores =>
    (scores.Average(), Math.Sqrt(scores.Sum(score => Math.Pow(score - scores.Average(), 2)) / (scores.Length - 1)));
