Func<int, int, int, int, int> rowsOf = (side, k, padding, stride) => (side + 2 * padding - k) / stride + 1;
