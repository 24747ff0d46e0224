console.log(process.env.DB_PASSWORD.toUpperCase());
