// The slope of one place, everywhere.
Func<Value, Value> root = v => new(Math.Sqrt(v.Data), (v, 1.0 / 6));
