/** @jsx h */
/** @jsxFrag "f" */
const h = (tag, props, ...rest) => JSON.stringify([tag, props, rest]);
const x = 1 < 2 && 3 > 2;
const a = () => <div>don't</div>;
const b = x ? <><i/>it's</> : null;
console.log(a(), b, "⟦hunter2⟧");
