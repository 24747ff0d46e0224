const url = `postgres://shop:${process.env.DB_PASSWORD}@db/shop`;
console.log(url);
