const f = (a = "⟦hunter2⟧") => a;
class C { p = "⟦hunter2⟧"; static q = `x${"⟦hunter2⟧"}` }
console.log(f(), new C().p, C.q);
