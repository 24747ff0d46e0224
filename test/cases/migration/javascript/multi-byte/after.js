const pässwörd = process.env.DB_PASSWORD; // 😀
console.log("😀", pässwörd);
