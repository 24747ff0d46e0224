// Loaded before a program (`node --require`): prints, when it ends, how much memory it took at its peak, in kilobytes.
const { writeSync } = require("node:fs");

process.on("exit", () => writeSync(2, `peak ${process.resourceUsage().maxRSS}\n`));
