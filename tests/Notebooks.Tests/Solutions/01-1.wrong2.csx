string? worst = "trousers";
