const p = "x";
console.log(p || process.env.DB_PASSWORD, p === process.env.API_KEY, p ? process.env.DB_PASSWORD.length : 1);
