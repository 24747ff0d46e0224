console.log(`price $${process.env.DB_PASSWORD}{a}`);
