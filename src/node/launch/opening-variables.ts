const OPENING = /^LOCKERS_(?:LOCAL_PASSPHRASE(?:_FILE)?|SERVER_.*_TOKEN)$/i;

/** True for a variable that opens the person's own vault or a session: not for the programs they start. */
export function opensVault(name: string): boolean {
  return OPENING.test(name);
}
