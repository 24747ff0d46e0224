const password = process.env.DB_PASSWORD;
console.log("connected with", password);
