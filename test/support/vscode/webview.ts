/** Webviews are frames inside frames. */

import type { Frame, Page } from "playwright-core";
import { waitUntil } from "../wait-until.ts";

/** The innermost frame whose text holds `text`. */
export function webview(page: Page, text: string | RegExp): Promise<Frame> {
  return waitUntil(`a webview with ${String(text)}`, async () => {
    for (const frame of page.frames().filter((each) => each.url().includes("fake.html"))) {
      const body = await frame.locator("body").innerText({ timeout: 1000 });
      if (typeof text === "string" ? body.includes(text) : text.test(body)) return frame;
    }
    return undefined;
  });
}
