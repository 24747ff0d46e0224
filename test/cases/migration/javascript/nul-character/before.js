console.log("⟦a\0b⟧");
