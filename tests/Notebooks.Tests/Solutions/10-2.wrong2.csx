// Twice as many as it takes.
int? photosNeeded = 7000;
