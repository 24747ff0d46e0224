const a = process.env.DB_PASSWORD
const b = 1
console.log(a, b)
