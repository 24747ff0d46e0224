const pässwörd = "⟦pä😀ß⟧"; // 😀
console.log("😀", pässwörd);
