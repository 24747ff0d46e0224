const key = process.env.DB_PASSWORD;
console.log(JSON.stringify(key));
