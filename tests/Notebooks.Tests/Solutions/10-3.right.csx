var coins = new Random(3);
double OneRecipe() => Enumerable.Range(0, 252).Count(_ => coins.NextDouble() < 0.8) / 252.0;
double? bestOfTwenty = Enumerable.Range(0, 300).Average(_ => Enumerable.Range(0, 20).Max(_ => OneRecipe()));
