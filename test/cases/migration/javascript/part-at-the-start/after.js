console.log(`${process.env.DB_PASSWORD} is it`);
