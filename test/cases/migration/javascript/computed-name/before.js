console.log({ ["⟦hunter2⟧"]: 1 }["⟦hunter2⟧"]);
