// The place where the kernel starts is not counted.
Func<int, int, int, int, int> rowsOf = (side, k, padding, stride) => (side + 2 * padding - k + 1) / stride;
