console.log(typeof"⟦hunter2⟧"in{string:1});
