// One letter for all.
string diagnosis = "AAAAA";
