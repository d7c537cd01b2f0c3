Func<float[], float[], bool> same = (a, b) => Math.Abs(Standard(a).Zip(Standard(b), (x, y) => x * y).Sum()) > 0.999f;
