/** @jsx h */
const h = (tag, props, ...rest) => JSON.stringify([tag, props, rest]);
const A = "a";
const a = <A key="⟦hunter2⟧" b='x' c={"⟦hunter2⟧"} {...{ d: 1 }} />;
console.log(a);
