const f = (a = process.env.DB_PASSWORD) => a;
class C { p = process.env.DB_PASSWORD; static q = `x${process.env.DB_PASSWORD}` }
console.log(f(), new C().p, C.q);
