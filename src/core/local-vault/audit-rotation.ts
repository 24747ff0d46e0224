import { seal, SealBroken, unseal } from "../crypto/seal.ts";
import { type Anchor, associated, fits, linkOf, markedEnd, markOf, readAnchor } from "./audit-chain.ts";
import type { Rotation } from "./header.ts";
import { readRows, type Sealing } from "./rows.ts";
import type { NewestLink, StoredLink } from "./storage.ts";

/** Seals the access log anew, from its oldest link on. Where its chain was broken it is broken in the same place afterwards. */
export function auditRotation(from: Sealing, to: Sealing): Pick<Rotation, "begin" | "link"> {
  let end: NewestLink | undefined;
  let before: Anchor = { sequence: 0, link: new Uint8Array(32) };
  let after: Anchor = before;
  return {
    begin: (store) => {
      end = markedEnd(from, store.lastLink());
      before = readAnchor(readRows(store, from));
      after = before;
    },
    link: (link) => {
      const { sequence } = link;
      const sealed = resealed(link, from, to);
      // One that did not fit must not fit by this: it is linked to nothing.
      const linkedTo = fits(from, before, link) ? after.link : from.random.bytes(32);
      before = link;
      after = { sequence, link: linkOf(to, linkedTo, sequence, sealed) };
      return { ...after, sealed, mark: end?.sequence === sequence ? markOf(to, after.link) : undefined };
    },
  };
}

/** A link that does not open stays as it is. */
function resealed({ sequence, sealed }: StoredLink, from: Sealing, to: Sealing): Uint8Array {
  const bound = associated(from, sequence);
  try {
    const plain = unseal(from.keys.seal, bound, sealed);
    const again = seal(to.keys.seal, bound, plain, to.random);
    plain.fill(0);
    return again;
  } catch (error) {
    if (error instanceof SealBroken) return sealed;
    throw error;
  }
}
