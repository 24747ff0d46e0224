import { spawn } from "node:child_process";

/** Opens a page in the person's browser, if there is one; nobody is told where there is none. `url` must be http or https. */
export function openInBrowser(url: string, platform: string = process.platform): void {
  if (!/^https?:\/\//u.test(url)) throw new TypeError("not a web page");
  const [program, ...args] = commandFor(url, platform);
  const child = spawn(program, args, { stdio: "ignore", detached: true });
  child.on("error", () => undefined); // the address was shown as well
  child.unref();
}

function commandFor(url: string, platform: string): [string, ...string[]] {
  if (platform === "darwin") return ["open", url];
  if (platform === "win32") return ["rundll32", "url.dll,FileProtocolHandler", url];
  return ["xdg-open", url];
}
