const host = "db";
console.log(`postgres://shop:⟦hunter2⟧@${host}/${`a${1}`}`);
