declare global { namespace JSX { interface IntrinsicElements { a: { b: string; children?: unknown } } type Element = string } }
const React = { createElement: (tag: string, props: unknown, ...rest: unknown[]): string => JSON.stringify([tag, props, rest]) };
const id = <T,>(x: T): T => x;
console.log(typeof React, id(<a b="⟦hunter2⟧">don't</a>));
export {};
