/** @jsx h */
const h = (tag, props, ...rest) => JSON.stringify([tag, props, rest.join("")]);
const A = "a";
console.log(<A url="x:`\&amp;${1}⟦hunter2⟧@h">it's <b>"⟦k-12345⟧</b> &lt;{/* no't */ 1}</A>);
