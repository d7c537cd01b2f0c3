int? fewest = 6;
