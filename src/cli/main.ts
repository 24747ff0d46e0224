#!/usr/bin/env node
import { VERSION } from "./version.ts";

// The quick way out: nothing else is loaded.
if (process.argv[2] === "--version" && process.argv.length === 3) process.stdout.write(`lockers ${VERSION}\n`);
else process.exitCode = await (await import("./start.ts")).start(process, import.meta.dirname);
