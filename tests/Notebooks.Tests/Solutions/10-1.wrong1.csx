// Back to front.
string diagnosis = new([.. Enumerable.Reverse(faults)]);
