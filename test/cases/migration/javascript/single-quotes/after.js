console.log({ password: process.env.DB_PASSWORD, user: 'shop' });
