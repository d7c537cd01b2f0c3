// The order of an image file: the three channels of a pixel side by side.
Func<int, int, int, int, int> place = (photo, channel, row, column) => ((photo * 64 + row) * 64 + column) * 3 + channel;
