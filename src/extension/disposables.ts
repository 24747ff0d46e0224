import type { Disposable } from "vscode";

/** Owns disposables and ends them in reverse order. What is added after its own end is ended at once. */
export class Disposables implements Disposable {
  readonly #owned: Disposable[] = [];
  #ended = false;

  /** Takes ownership and gives the same object back. */
  add<Owned extends Disposable>(owned: Owned): Owned {
    if (this.#ended) owned.dispose();
    else this.#owned.push(owned);
    return owned;
  }

  dispose(): void {
    this.#ended = true;
    for (const owned of this.#owned.splice(0).toReversed()) owned.dispose();
  }
}
