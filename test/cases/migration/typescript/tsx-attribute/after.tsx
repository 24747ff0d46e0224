declare global { namespace JSX { interface IntrinsicElements { a: { b: string; children?: unknown } } type Element = string } }
const React = { createElement: (tag: string, props: unknown, ...rest: unknown[]): string => JSON.stringify([tag, props, rest]) };
const id = <T,>(x: T): T => x;
console.log(typeof React, id(<a b={process.env["DB_PASSWORD"] ?? (() => { throw new Error("DB_PASSWORD is not set"); })()}>don't</a>));
export {};
