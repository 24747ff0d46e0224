const a = "https://${user}:${password}@db.internal/";
const b = "https://user:password@example.com/";
const c = "http://admin:admin@localhost:3000/";
const d = "https://db.internal:8080/@scope/package";
