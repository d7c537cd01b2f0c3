int? fewest = 60;
