/** The one object through which a page reaches its host. */
interface Host {
  postMessage(message: object): void;
}

declare function acquireVsCodeApi(): Host;

const api = acquireVsCodeApi();

/** Sends a message to the host. */
export function send(message: object): void {
  api.postMessage(message);
}
