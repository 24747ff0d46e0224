function f(){return"⟦hunter2⟧"}console.log(f());
