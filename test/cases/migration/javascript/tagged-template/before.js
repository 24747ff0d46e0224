const sql = String.raw;
console.log(sql`a ⟦hunter2⟧ b`);
