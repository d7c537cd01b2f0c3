Func<float[], float[], bool> same = (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max() < 0.001f;
