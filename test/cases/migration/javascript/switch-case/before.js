switch (["hunt", "er2"].join("")) { case"⟦hunter2⟧": console.log("yes"); }
