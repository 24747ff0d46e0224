/** The headers of every page: nothing may run, be kept or be asked for from elsewhere. */
export const PAGE_HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  Connection: "close",
} as const;

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`);
}

function page(sentence: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lockers</title><body><p>${escaped(sentence)}</p></body></html>`;
}

export function signedInPage(server: string): string {
  return page(`You are signed in to ${server}. You can close this tab.`);
}

export function notSignedInPage(server: string): string {
  return page(`You are not signed in to ${server}. You can close this tab and try again in Lockers.`);
}
