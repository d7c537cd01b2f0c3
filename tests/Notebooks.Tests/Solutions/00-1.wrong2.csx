// The photos before it are forgotten.
Func<int, int, int, int, int> place = (photo, channel, row, column) => (channel * 64 + row) * 64 + column;
