const password = process.env.DB_PASSWORD;
const other = "${DB_PASSWORD}";
