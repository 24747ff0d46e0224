/** @jsx h */
const h = (tag, props, ...rest) => JSON.stringify([tag, props, rest.join("")]);
const A = "a";
console.log(<A url={`x:\`\\&\${1}${process.env.DB_PASSWORD}@h`}>it's <b>"{process.env.API_KEY}</b> &lt;{/* no't */ 1}</A>);
