const url = "postgres://shop:⟦hunter2⟧@db/shop";
console.log(url);
