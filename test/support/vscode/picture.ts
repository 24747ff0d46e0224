import type { Page } from "playwright-core";

const OVER =
  ".quick-input-widget, .notifications-toasts, .notifications-center, .monaco-dialog-box, .monaco-menu, .statusbar";

/**
 * Leaves a picture of the window in `reports/e2e`, and prints what lies over it: questions, toasts, modals, menus. The
 * picture does not outlive a machine of CI, and these texts explain most failures.
 */
export async function leavePicture(page: Page, name: string): Promise<void> {
  const texts = await page.locator(OVER).filter({ visible: true }).allInnerTexts();
  console.error(["over the window:", ...texts].join("\n"));
  await page.screenshot({ path: `reports/e2e/${name.replaceAll(/\W+/g, "-")}.png` });
}
