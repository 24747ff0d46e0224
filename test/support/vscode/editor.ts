/** What stands in and over the text of the active editor. */

import type { Locator, Page } from "playwright-core";

const group = ".editor-group-container.active";

/** The links over a line, for example `Move to vault`. */
export function codeLens(page: Page, text: string): Locator {
  return page.locator(`${group} .contentWidgets .codelens-decoration a`).filter({ hasText: text }).first();
}

export function squiggles(page: Page, kind: "warning" | "info"): Locator {
  return page.locator(`${group} .view-overlays .cdr.squiggly-${kind}`);
}

/** Waits until the active editor shows `text` in a line. */
export async function editorShows(page: Page, text: string): Promise<void> {
  // The editor draws a space as a no-break space.
  const pattern = new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(" ", String.raw`\s`));
  await page.locator(`${group} .view-lines .view-line`).filter({ hasText: pattern }).first().waitFor();
}

/** Puts the cursor on `text`, which stands within one word or literal, and returns the rows of the quick-fix menu. */
export async function quickFixes(page: Page, text: string): Promise<Locator> {
  const rows = page.locator(".action-widget .monaco-list-row.action");
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    await page.locator(`${group} .view-lines .view-line span span`).filter({ hasText: text }).first().click();
    await page.keyboard.press("Control+.");
    // The menu says that there are none until the diagnostics have arrived.
    const shown = await rows
      .first()
      .waitFor({ timeout: 3000 })
      .then(() => true)
      .catch(() => false);
    if (shown) return rows;
    await page.keyboard.press("Escape");
  }
  throw new Error(`no quick fix for ${text}`);
}
