console.log("a" + process.env.DB_PASSWORD + `b`);
