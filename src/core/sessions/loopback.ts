/** Receives the browser at the end of a sign-in, on this computer alone (RFC 8252, 7.3). */
export interface Loopback {
  /** Begins to listen. `state` is what the redirect has to carry; `server` is named on the page. */
  listen(options: { readonly server: string; readonly state: string }): Promise<LoopbackListener>;
}

export interface LoopbackListener {
  readonly redirectUri: string;
  /** An address that leads the browser on to `url`: short, nothing on the way changes its encoding, and it works once. */
  leadTo(url: string): string;
  /** Waits for the browser. Throws `sign-in-timeout` and `cancelled`. */
  redirect(signal: AbortSignal | undefined): Promise<Redirect>;
  close(): Promise<void>;
}

export interface Redirect {
  /** With its `?`. */
  readonly query: string;
  /** Says what the page shows: the browser waits for it. */
  answer(signedIn: boolean): void;
}
