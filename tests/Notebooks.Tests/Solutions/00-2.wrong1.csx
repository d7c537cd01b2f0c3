// The border is counted at one end only.
Func<int, int, int, int, int> rowsOf = (side, k, padding, stride) => (side + padding - k) / stride + 1;
