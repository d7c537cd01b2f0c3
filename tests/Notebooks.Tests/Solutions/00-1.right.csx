Func<int, int, int, int, int> place = (photo, channel, row, column) => ((photo * 3 + channel) * 64 + row) * 64 + column;
