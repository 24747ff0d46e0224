/** What VS Code calls the rows of the Secrets view while they are dragged. */
export const ROWS_MIME = "application/vnd.code.tree.lockers.secrets";
/** Of a key that is dragged into an editor. */
export const KEY_MIME = "application/vnd.lockers.key";
/** Files of the Explorer, and of the desktop. */
export const FILE_MIMES: readonly string[] = ["text/uri-list", "files"];
