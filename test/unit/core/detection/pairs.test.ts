import { expect, test } from "vitest";
import { createDetector } from "../../../../src/core/detection/detector.ts";

const detector = createDetector();
const KEY = "AKIAQ3EGRIBHZW2K7TNP";
const SECRET = "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";

function found(text: string): string[] {
  return detector.scan(text, { path: "app.env" }).map(({ start, end, related }) => {
    const id = related === undefined ? "" : `${text.slice(related.start, related.end)} + `;
    return id + text.slice(start, end);
  });
}

test("an access key's id and its secret are one finding with two ranges", () => {
  expect(found(`AWS_ACCESS_KEY_ID=${KEY}\nAWS_SECRET_ACCESS_KEY=${SECRET}\n`)).toEqual([`${KEY} + ${SECRET}`]);
  expect(found(`AWS_SECRET_ACCESS_KEY=${SECRET}\nAWS_ACCESS_KEY_ID=${KEY}\n`)).toEqual([`${KEY} + ${SECRET}`]);
});

test("an id alone, or far from any secret, is a finding of its own", () => {
  expect(found(`AWS_ACCESS_KEY_ID=${KEY}\n`)).toEqual([KEY]);
  expect(found(`AWS_ACCESS_KEY_ID=${KEY}\n${"\n".repeat(9)}AWS_SECRET_ACCESS_KEY=${SECRET}\n`)).toEqual([KEY, SECRET]);
});

test("an id beside somebody else's password is a finding of its own", () => {
  expect(found(`AWS_ACCESS_KEY_ID=${KEY}\nDB_PASSWORD=kq8Zt71LwXp02VbnM\n`)).toEqual([KEY, "kq8Zt71LwXp02VbnM"]);
});

test("each of two ids gets its own secret", () => {
  const other = "AKIAZ5KPWQ7HDN3M2RTV";
  const second = SECRET.toUpperCase().replace("Q7YD", "q8Yd");
  expect(
    found(
      `[a]\naws_access_key_id=${KEY}\naws_secret_access_key=${SECRET}\n[b]\naws_access_key_id=${other}\naws_secret_access_key=${second}\n`,
    ),
  ).toEqual([`${KEY} + ${SECRET}`, `${other} + ${second}`]);
});
