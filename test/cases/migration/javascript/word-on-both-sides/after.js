console.log(typeof process.env.DB_PASSWORD in{string:1});
