Func<float[], sbyte[]> codes = weights => [.. weights.Select(weight => (sbyte)(weight / weights.Max(Math.Abs) * 127))];
