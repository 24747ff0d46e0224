console.log(`${process.env.DB_PASSWORD}:${process.env.API_KEY}`);
