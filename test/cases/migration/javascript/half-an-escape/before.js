console.log("a\x4⟦1hunter2⟧");
