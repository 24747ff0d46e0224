'use strict';
const os = require('os');
console.log(process.env.DB_PASSWORD, typeof os);
