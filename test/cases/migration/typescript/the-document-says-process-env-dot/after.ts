const user = process.env.HOME === undefined;
const password: string = process.env.DB_PASSWORD ?? (() => { throw new Error("DB_PASSWORD is not set"); })();
console.log(user, password);
