console.log(JSON.stringify(process.env.DB_PASSWORD));
