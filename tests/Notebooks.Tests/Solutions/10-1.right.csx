string diagnosis = new(faults);
