int? wrong = -1;
