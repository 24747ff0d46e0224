console.log(JSON.stringify("⟦a\nb\t\"\\\x41\u{1F600}\u00e9\101\
c⟧"));
