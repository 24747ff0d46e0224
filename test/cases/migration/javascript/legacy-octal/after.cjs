console.log(`\x41\x07 ${process.env.DB_PASSWORD}8`);
