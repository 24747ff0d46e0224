const o = { "password": process.env.DB_PASSWORD, nested: { a: [process.env.API_KEY] } };
console.log(JSON.stringify(o));
