import { expect, test } from "vitest";
import { shellCommand, shellLine } from "../../../../src/extension/injection/shell.ts";

test("a terminal on macOS gets a login shell, as VS Code's own do", () => {
  expect(shellLine("/bin/zsh", "darwin")).toEqual(["/bin/zsh", "-l"]);
  expect(shellLine("/usr/bin/bash", "linux")).toEqual(["/usr/bin/bash"]);
  expect(shellLine("/usr/local/bin/pwsh", "darwin")).toEqual(["/usr/local/bin/pwsh"]);
});

test.each([
  ["/bin/bash", ["/bin/bash", "-c", "node app.js"]],
  ["C:\\Windows\\System32\\cmd.exe", ["C:\\Windows\\System32\\cmd.exe", "/d", "/s", "/c", "node app.js"]],
  ["pwsh", ["pwsh", "-NoLogo", "-Command", "node app.js"]],
])("%s runs one command in its own way", (shell, line) => {
  expect(shellCommand(shell, "node app.js")).toEqual(line);
});
