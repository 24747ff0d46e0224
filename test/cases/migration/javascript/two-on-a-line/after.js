const a = process.env.DB_PASSWORD, b = `key=${process.env.API_KEY}!`;
console.log(a, b);
