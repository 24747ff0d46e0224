// Runs a program with a time limit, in a process group of its own, so that nothing it started outlives it.
import { spawn } from "node:child_process";

const running = new Set();

/**
 * Runs `command` and resolves to `{ code, output, timedOut }` when it has ended; a program that cannot be started has code 127.
 * `limit` is in seconds. `show` lets its output through instead of collecting it.
 */
export function run(command, args, { cwd, env = process.env, limit, show = false }) {
  return new Promise((resolve) => {
    const own = process.platform !== "win32";
    const child = spawn(command, args, {
      cwd,
      env,
      detached: own,
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
    });
    running.add(child);
    let output = "";
    let timedOut = false;
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text) => (output += text));
    const timer = setTimeout(() => {
      timedOut = true;
      stop(child);
    }, limit * 1000);
    const end = (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code, output, timedOut });
    };
    child.on("error", (error) => {
      output += String(error);
      end(127);
    });
    child.on("close", (code) => end(code ?? 1));
  });
}

function stop(child) {
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL"); // the group is gone already
  }
}

/** Ends everything that `run` started when this process is told to end. */
export function endChildrenOnSignals() {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ]) {
    process.once(signal, () => {
      for (const child of running) stop(child);
      process.exit(code);
    });
  }
}
