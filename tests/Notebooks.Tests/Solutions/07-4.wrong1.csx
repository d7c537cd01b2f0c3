int? fewest = 5;
