'use strict';
const os = require('os');
console.log('⟦hunter2⟧', typeof os);
