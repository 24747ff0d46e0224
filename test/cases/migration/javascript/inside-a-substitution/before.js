console.log(`a${["⟦hunter2⟧"].join()}b`);
