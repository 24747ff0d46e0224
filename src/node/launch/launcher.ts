import { connect } from "node:net";
import { text } from "node:stream/consumers";
import {
  HANDOVER_VARIABLE,
  parseHandoverAddress,
  parseHandoverMessage,
  type HandoverMessage,
} from "./handover-format.ts";
import { opensVault } from "./opening-variables.ts";
import { runChild } from "./run-child.ts";

const USAGE = 64;
const UNAVAILABLE = 69;
const NOT_ALLOWED = 77;

async function launch(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [command, ...rest] = args;
  const address = parseHandoverAddress(env[HANDOVER_VARIABLE] ?? "");
  if (command === undefined || address === undefined) {
    return fail("this program is started by VS Code, with values to hand over.", USAGE);
  }
  const message = await fetchMessage(address);
  if (typeof message === "number") return message;
  const { variables, remove, firstLine } = message;
  const gone = new Set([HANDOVER_VARIABLE, ...remove]);
  const kept = Object.entries(env).filter(([name]) => !gone.has(name) && !opensVault(name));
  if (firstLine !== undefined) process.stdout.write(`\u001B[2m${firstLine}\u001B[22m\n`);
  return runChild({ command, args: rest, env: Object.fromEntries([...kept, ...variables]) });
}

async function fetchMessage(address: {
  readonly socket: string;
  readonly handle: string;
}): Promise<HandoverMessage | number> {
  const socket = connect(address.socket);
  socket.write(`${address.handle}\n`);
  try {
    const message = parseHandoverMessage(await text(socket));
    return message ?? fail("the values were fetched already, or waited too long. Open it again.", NOT_ALLOWED);
  } catch {
    return fail("VS Code no longer holds the values ready. Open it again.", UNAVAILABLE);
  }
}

function fail(sentence: string, status: number): number {
  process.stderr.write(`lockers: ${sentence} Nothing was started.\n`);
  return status;
}

/*
 * The launcher, a program of its own: `launcher.cjs COMMAND [ARGUMENT…]` fetches the values that VS Code holds ready,
 * once, and runs the command with them in its environment. Neither its arguments nor the environment it was given hold
 * a value; the handle it was given is spent by then, and does not reach the child.
 */
async function main(): Promise<void> {
  process.exitCode = await launch(process.argv.slice(2), process.env);
}

void main();
