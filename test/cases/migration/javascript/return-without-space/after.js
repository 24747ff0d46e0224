function f(){return process.env.DB_PASSWORD}console.log(f());
