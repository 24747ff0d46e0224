/** The Lockers container in the side bar and the rows of its views. */

import type { Locator, Page } from "playwright-core";
import { waitUntil } from "../wait-until.ts";
import { toast } from "./messages.ts";
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

/** Opens the branches, each below the one before it, down to the row `label`. */
export async function expandTo(page: Page, name: View, branches: readonly string[], label: string): Promise<void> {
  for (const [index, branch] of branches.entries()) {
    const below = row(page, name, branches[index + 1] ?? label);
    await waitUntil(`what is below ${branch}`, async () => {
      // Drawn anew while it opens, as after a sign-in, it is closed again: it is opened again.
      await expand(page, name, branch);
      return below.waitFor({ timeout: 3000 }).then(() => true);
    });
  }
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
  const button = target.locator(`.actions .action-label[aria-label^=${JSON.stringify(action)}]`).first();
  await waitUntil(`${action} on ${String(label)}`, async () => {
    // Rows that come above it move it away from the mouse: the mouse goes there again.
    await target.hover({ timeout: 4000 });
    return button.click({ timeout: 3000 }).then(() => true);
  });
}

/** Chooses from a row's context menu. */
export async function rowMenu(page: Page, name: View, label: string | RegExp, title: string): Promise<void> {
  const menu = page.locator(".monaco-menu:visible");
  const item = page.locator(".monaco-menu .action-item:visible").filter({ hasText: title }).first();
  const changed = toast(page, "The list changed at that moment");
  await waitUntil(`${title} in the menu of ${String(label)}`, async () => {
    try {
      // A row that is drawn again at this moment closes its menu: it is opened again.
      await row(page, name, label).locator(".label-name").first().click({ button: "right", timeout: 4000 });
      await item.hover({ timeout: 3000 });
      await item.click({ timeout: 3000 });
      await menu.waitFor({ state: "hidden", timeout: 3000 });
    } catch (error) {
      // A menu of what the row was before, or one that has not taken the click, is closed.
      if (await menu.isVisible()) await page.keyboard.press("Escape");
      throw error;
    }
    const isGone = await changed.waitFor({ timeout: 500 }).then(
      () => true,
      () => false,
    );
    if (isGone) await dismiss(changed);
    return !isGone;
  });
}

async function dismiss(message: Locator): Promise<void> {
  await message.hover();
  await message.locator(".codicon-notifications-clear").click();
}
