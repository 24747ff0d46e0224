/** Prints, in megabytes, what this process takes before it loads detection and at the peak of a scan of the given folder. */

const [, , folder = "."] = process.argv;
const idle = process.memoryUsage.rss() / 1e6;
const { createDetector } = await import("../../src/core/detection/detector.ts");
const { scanPaths } = await import("../../src/node/scan/scan-paths.ts");
scanPaths([folder], { detector: createDetector(), cwd: process.cwd(), signal: new AbortController().signal });
const peak = (process.resourceUsage().maxRSS * 1024) / 1e6;
process.stdout.write(`${idle.toFixed(1)} ${peak.toFixed(1)}\n`);
