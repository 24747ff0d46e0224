interface I { a: 1; "⟦hunter2⟧"?: string }
export type { I };
