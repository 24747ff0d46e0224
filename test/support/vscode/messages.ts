/** Toasts and modal dialogs. */

import type { Locator, Page } from "playwright-core";

/** The toast that says `text`. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.locator(".notifications-toasts .notification-list-item").filter({ hasText: text }).first();
}

/** Presses a button of the toast that says `text`. */
export async function toastButton(page: Page, text: string | RegExp, button: string): Promise<void> {
  const message = toast(page, text);
  await message.hover();
  await message.locator(".monaco-button").filter({ hasText: button }).first().click();
}

/** Presses a button of the modal that says `text`. */
export async function modalButton(page: Page, text: string | RegExp, button: string): Promise<void> {
  const modal = page.locator(".monaco-dialog-box").filter({ hasText: text });
  await modal.locator(".dialog-buttons .monaco-button").filter({ hasText: button }).first().click();
  await modal.waitFor({ state: "hidden" });
}
