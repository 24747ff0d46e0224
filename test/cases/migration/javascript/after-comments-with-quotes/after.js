/* it's "a */ const a = process.env.DB_PASSWORD; // don't
console.log(a);
