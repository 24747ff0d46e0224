/** The palette, picks and input boxes: one widget at the top of the window. */

import type { Locator, Page } from "playwright-core";
import { waitUntil } from "../wait-until.ts";
import { exactly } from "./window.ts";

const widget = (page: Page): Locator => page.locator(".quick-input-widget:visible");
const box = (page: Page): Locator => widget(page).locator(".quick-input-box input");

/** The rows of the open pick. */
export function quickRows(page: Page): Locator {
  return widget(page).locator(".quick-input-list .monaco-list-row");
}

/** Runs a command by its full title, for example `Lockers: New Secret…`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const command = await offered(page, "F1", `>${title}`, title);
  const palette = widget(page).locator('input[placeholder^="Type the name of a command"]');
  await waitUntil(`${title} run`, async () => {
    // A list that is drawn again between press and release takes no click: it is clicked again.
    if (await palette.isVisible()) await command.click({ timeout: 4000 });
    return palette.waitFor({ state: "hidden", timeout: 3000 }).then(() => true);
  });
}

/** Opens a file of the workspace by its name, and waits until the editor shows its text. */
export async function openFile(page: Page, name: string): Promise<void> {
  const group = ".editor-group-container.active";
  const tab = page.locator(`${group} .tab.active[data-resource-name=${JSON.stringify(name)}]`).first();
  const file = await offered(page, "Control+P", name, name);
  await waitUntil(`${name} open`, async () => {
    // A list that is drawn again between press and release takes no click: it is clicked again.
    if (await file.isVisible()) await file.click({ timeout: 4000 });
    return tab.waitFor({ timeout: 3000 }).then(() => true);
  });
  // The tab is there before the text; until then the editor shows the file before.
  await page
    .locator(`${group} .monaco-editor[data-uri$=${JSON.stringify(`/${name}`)}]`)
    .first()
    .waitFor();
}

/**
 * The row `label` of the list that `key` opens for `text`. An open palette does not learn commands that are registered later, and
 * a change of the focus closes it: it is opened again some times.
 */
async function offered(page: Page, key: string, text: string, label: string): Promise<Locator> {
  const found = quickRows(page)
    .locator(".label-name")
    .filter({ hasText: exactly(label) })
    .first();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await page.keyboard.press(key);
      await box(page).fill(text, { timeout: 4000 });
      await found.waitFor({ timeout: 4000 });
      return found;
    } catch (error) {
      if (attempt === 6) throw error;
      await page.keyboard.press("Escape");
    }
  }
}

/** Waits for the pick or box whose title, placeholder or message holds `text`. */
export async function quickInput(page: Page, text: string): Promise<Locator> {
  const titled = widget(page).filter({ hasText: text });
  const placed = widget(page).filter({ has: page.locator(`input[placeholder*=${JSON.stringify(text)}]`) });
  await titled.or(placed).first().waitFor();
  return widget(page);
}

/** Types into the open box that `text` describes, and accepts. Throws where a value that must be masked would be shown. */
export async function answer(page: Page, text: string, value: string, { masked = false } = {}): Promise<void> {
  await quickInput(page, text);
  const input = box(page);
  const type = await input.getAttribute("type");
  if (masked !== (type === "password")) throw new Error(`"${text}" ${masked ? "shows" : "masks"} what is typed`);
  await input.fill(value);
  await input.press("Enter");
}

/** Chooses the row with that label: what is asked afterwards does not have it. */
export async function choose(page: Page, label: string | RegExp): Promise<void> {
  const pattern = typeof label === "string" ? exactly(label) : label;
  const row = quickRows(page).locator(".label-name").filter({ hasText: pattern }).first();
  await row.waitFor();
  await waitUntil(`${String(label)} taken`, async () => {
    // A list that is drawn again between press and release takes no click: it is clicked again. That its other rows change
    // says nothing: a sheet finds out more about them meanwhile.
    if (await row.isVisible()) await row.click({ timeout: 4000 });
    return row.waitFor({ state: "hidden", timeout: 3000 }).then(() => true);
  });
}
