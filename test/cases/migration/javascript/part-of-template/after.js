const host = "db";
console.log(`postgres://shop:${process.env.DB_PASSWORD}@${host}/${`a${1}`}`);
