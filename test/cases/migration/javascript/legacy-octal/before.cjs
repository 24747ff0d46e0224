console.log("\101\07 ⟦hunter2⟧\8");
