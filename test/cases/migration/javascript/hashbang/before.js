#!/usr/bin/env node
console.log("⟦hunter2⟧");
