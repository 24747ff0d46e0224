const token = jwt.sign({ id }, process.env.JWT_SECRET, { algorithm: "HS256-and-more" });
