/** The Lockers container in the side bar and the rows of its views. */

import type { Locator, Page } from "playwright-core";
import { waitUntil } from "../wait-until.ts";
import { exactly } from "./window.ts";

export type View = "Secrets" | "Lockers" | "Findings";

/** Shows the container with the three views. */
export async function showLockers(page: Page): Promise<void> {
  const item = page.locator(".activitybar .action-item").filter({ has: page.locator('[aria-label^="Lockers"]') });
  await item.first().waitFor();
  await waitUntil("the Lockers views", async () => {
    // A window that is just opening may show them by itself, and the click then hides them: it is clicked again.
    if (!(await view(page, "Secrets").isVisible())) await item.first().click();
    return view(page, "Secrets")
      .waitFor({ timeout: 3000 })
      .then(() => true);
  });
}

export function view(page: Page, name: View): Locator {
  const header = page.locator(".pane-header h3.title").filter({ hasText: exactly(name) });
  return page.locator(".sidebar .pane").filter({ has: header }).first();
}

/** The row with exactly that label. */
export function row(page: Page, name: View, label: string | RegExp): Locator {
  const text = page.locator(".label-name").filter({ hasText: typeof label === "string" ? exactly(label) : label });
  return view(page, name).locator(".monaco-list-row").filter({ has: text }).first();
}

/** Opens the branch if it is not open. */
export async function expand(page: Page, name: View, label: string | RegExp): Promise<void> {
  const branch = row(page, name, label);
  const opened = branch.and(page.locator('[aria-expanded="true"]'));
  await branch.waitFor();
  await waitUntil(`the branch ${String(label)} open`, async () => {
    // It may open by itself at this moment, and the click then closes it: looked at again, it is clicked again.
    if (!(await opened.isVisible())) {
      // The tooltip of the row that the mouse rests on may lie over this one: it goes with the mouse.
      await page.mouse.move(0, 0);
      await branch.locator(".monaco-tl-twistie").click({ timeout: 4000 });
    }
    return opened.waitFor({ timeout: 2000 }).then(() => true);
  });
}

/** Presses a button of the view's title. */
export async function viewAction(page: Page, name: View, action: string): Promise<void> {
  const header = view(page, name).locator(".pane-header");
  await header.hover();
  await header.locator(`.actions .action-label[aria-label^=${JSON.stringify(action)}]`).click();
}

/** Presses one of the buttons that a row shows under the mouse. */
export async function rowAction(page: Page, name: View, label: string | RegExp, action: string): Promise<void> {
  const target = row(page, name, label);
  await target.hover();
  await target
    .locator(`.actions .action-label[aria-label^=${JSON.stringify(action)}]`)
    .first()
    .click();
}

/** Chooses from a row's context menu. */
export async function rowMenu(page: Page, name: View, label: string | RegExp, title: string): Promise<void> {
  const item = page.locator(".monaco-menu .action-item:visible").filter({ hasText: title }).first();
  await waitUntil(`${title} in the menu of ${String(label)}`, async () => {
    // A row that is drawn again at this moment closes its menu: it is opened again.
    await row(page, name, label).locator(".label-name").first().click({ button: "right", timeout: 4000 });
    await item.hover({ timeout: 3000 });
    await item.click({ timeout: 3000 });
    // A menu that stays has not taken the click: it is closed, and opened again.
    const menu = page.locator(".monaco-menu:visible");
    const isTaken = await menu.waitFor({ state: "hidden", timeout: 3000 }).then(
      () => true,
      () => false,
    );
    if (!isTaken) await page.keyboard.press("Escape");
    return isTaken;
  });
}
