Func<Value, Value> root = v => new(Math.Sqrt(v.Data), (v, 0.5 / Math.Sqrt(v.Data)));
