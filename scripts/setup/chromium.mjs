// A browser for the tests: the one that is installed, else Debian's.
import { chromium as installed, onPath } from "./places.mjs";
import { program, step } from "./step.mjs";

/** Installs Chromium where no browser is found and this may be done; else throws what to install. */
export function chromium() {
  return step(
    "Chromium",
    () => installed() !== undefined,
    async () => {
      if (process.getuid?.() !== 0 || !onPath("apt-get")) {
        throw new Error("the tests need Chromium or Chrome: install one, or name it in CHROMIUM");
      }
      const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
      await program("apt-get update", "apt-get", ["update", "-qq"], { env, limit: 120 });
      const wanted = ["chromium", "fonts-dejavu-core"];
      await program("apt-get install", "apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...wanted], {
        env,
        limit: 240,
      });
    },
  );
}
