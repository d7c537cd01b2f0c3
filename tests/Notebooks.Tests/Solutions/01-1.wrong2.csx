string worst = "trousers";
