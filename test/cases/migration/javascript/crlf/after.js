// a
const a = process.env.DB_PASSWORD;
console.log(a);
