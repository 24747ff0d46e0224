// the password is vault://local/secret/shop/db/password here
console.log("a");
