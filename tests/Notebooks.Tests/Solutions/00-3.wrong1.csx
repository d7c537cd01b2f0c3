// The result does not know what it was made of.
Func<Value, Value> root = v => new(Math.Sqrt(v.Data));
