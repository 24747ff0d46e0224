/** A function that builds at its first call and gives the same afterwards. `built` says what there is, without building. */
export interface Lazy<Value> {
  (): Value;
  built(): Value | undefined;
}

export function lazy<Value>(build: () => Value): Lazy<Value> {
  let made: { readonly value: Value } | undefined;
  return Object.assign(
    () => {
      made ??= { value: build() };
      return made.value;
    },
    { built: () => made?.value },
  );
}
