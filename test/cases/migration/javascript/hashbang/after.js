#!/usr/bin/env node
console.log(process.env.DB_PASSWORD);
