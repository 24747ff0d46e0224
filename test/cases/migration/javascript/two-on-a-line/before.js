const a = '⟦hunter2⟧', b = "key=⟦k-12345⟧!";
console.log(a, b);
