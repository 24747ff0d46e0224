import { versionNumbers } from "./inputs.ts";
import { findMeta, type Kv2Call, putMeta, versionPlace } from "./kv2-data.ts";
import { changeVersions, endOf, isHidden } from "./kv2-state.ts";
import { EMPTY, type Outcome, Refusal } from "./outcome.ts";

function asked(call: Kv2Call, refusal: string): readonly number[] {
  const numbers = versionNumbers(call.body);
  if (numbers.length === 0) throw new Refusal(400, [refusal]);
  return numbers;
}

/** POST delete/PATH {versions} */
export function hideVersions(call: Kv2Call): Outcome {
  const numbers = asked(call, "No version number provided");
  const found = findMeta(call);
  if (found === undefined) return EMPTY;
  const hide = changeVersions(found.content, numbers, (version) =>
    isHidden(version, call.now) ? version : { ...version, deleted: call.now },
  );
  putMeta(call, found, hide);
  return EMPTY;
}

/** POST undelete/PATH {versions}; a version that hides itself after a time starts that time anew. */
export function unhideVersions(call: Kv2Call): Outcome {
  const numbers = asked(call, "No version number provided");
  const found = findMeta(call);
  if (found === undefined) return EMPTY;
  const until = endOf(found.content, call.config, call.now);
  const show = changeVersions(found.content, numbers, (version) =>
    version.destroyed ? version : { ...version, deleted: until },
  );
  putMeta(call, found, show);
  return EMPTY;
}

/** POST destroy/PATH {versions}: their values leave the file. */
export function destroyVersions(call: Kv2Call): Outcome {
  const numbers = asked(call, "no version number provided");
  const found = findMeta(call);
  if (found === undefined) return EMPTY;
  const { current, latest } = found.content;
  const changed = changeVersions(found.content, numbers, (version) => ({ ...version, destroyed: true }));
  const isNewest = numbers.includes(current);
  const id = putMeta(call, found, { ...changed, latest: isNewest ? null : latest });
  if (isNewest) call.rows.wipeReplaced(); // its values were in the secret's own row
  for (const number of numbers) call.rows.remove(versionPlace(id, number));
  return EMPTY;
}
