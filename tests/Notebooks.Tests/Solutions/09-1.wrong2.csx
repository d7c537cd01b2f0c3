Func<float[], sbyte[]> codes = weights => [.. weights.Select(weight => (sbyte)Math.Clamp(MathF.Round(weight / weights.Max() * 128), -128, 127))];
