const x = 4;
const re = /["'`/]/g.test("a") ? 1 : /[/"]/;
if (x) /"/.test("b");
const half = (x) / 2 / 1;
console.log(re, half, process.env.DB_PASSWORD);
