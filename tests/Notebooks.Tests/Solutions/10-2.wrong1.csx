// The photos of this course.
int? photosNeeded = 252;
