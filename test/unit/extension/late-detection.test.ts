import { expect, test } from "vitest";
import { lateDetection } from "../../../src/extension/findings/late-detection.ts";

const TEXT = 'const dbPassword = "plum-Lantern-8813-Quay";\n';

test("nothing counts as scanned before detection is loaded, and everything is found after", async () => {
  const detection = lateDetection();
  expect(detection.isReady()).toBe(false);
  expect(detection.scan(TEXT, { path: "app.js" })).toEqual([]);
  await detection.ready;
  expect(detection.isReady()).toBe(true);
  expect(detection.scan(TEXT, { path: "app.js" }).map(({ variable }) => variable)).toEqual(["DB_PASSWORD"]);
});
