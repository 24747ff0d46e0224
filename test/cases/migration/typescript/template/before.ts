console.log(`x://u:⟦hunter2⟧@${1}`);
