/** @jsx h */
const h = (tag, props, ...rest) => JSON.stringify([tag, props, rest]);
const A = "a";
const a = <A key={process.env.DB_PASSWORD} b='x' c={process.env.DB_PASSWORD} {...{ d: 1 }} />;
console.log(a);
