interface I { "⟦hunter2⟧": string }
export type { I };
