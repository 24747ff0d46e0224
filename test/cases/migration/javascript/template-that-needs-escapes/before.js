console.log("`${x} \${y} $\` \q \0 \x41\n ⟦hunter2⟧${}`");
