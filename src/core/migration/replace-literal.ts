import { Secret } from "../secrets/secret.ts";
import type { CallOptions } from "../vault/client.ts";
import { literalRemains, type MoveOrder, type MovePorts, type MoveResult, moveSecret, verify } from "./move.ts";
import { planMove } from "./plan-move.ts";
import { removeStored, storeValue, type ValuePlace } from "./store-value.ts";

/** One literal that is to become another value. */
export interface ReplaceOrder extends Omit<MoveOrder, "source" | "replaceOnly"> {
  /** What the code gets from now on; it is stored at `place`. */
  readonly value: Secret;
  /** Where the literal's own value is kept, on the same server: it may be the only copy. */
  readonly keep: ValuePlace;
}

/**
 * Puts code that reads `value` in the place of a literal. The literal's own value is stored and read back first, so that
 * nothing is lost; a step that fails undoes the earlier ones, as in a move. `undo` takes both values back. Throws what
 * `moveSecret` throws, and `conflict` where `keep` holds another value.
 */
export async function replaceLiteral(order: ReplaceOrder, ports: MovePorts, options: CallOptions): Promise<MoveResult> {
  const { document, finding, value, keep, ...rest } = order;
  const planOf = (naming: { readonly variable: string; readonly reference: string; readonly mappingName: string }) =>
    planMove({ ...document, ...finding, ...naming });
  const remains = async (): Promise<boolean> => literalRemains({ document, finding }, ports.editor);
  const own = planOf({ variable: order.variable, reference: "vault://local/a/b/c", mappingName: order.mappingName });
  const client = await ports.connections.client(order.place.server, options.signal);
  const kept = await storeValue(client, keep, own.value, options);
  const takeBack = async (): Promise<boolean> =>
    (await remains()) && (await removeStored(client, kept, ports.restored, { audit: options.audit }));
  try {
    await verify(client, kept, { document, value: own.value }, options);
    const source = { plan: (naming: Parameters<typeof planOf>[0]) => ({ ...planOf(naming), value }), remains };
    const result = await moveSecret({ ...rest, document, finding, source }, ports, options);
    const literal = Secret.of(document.text.slice(finding.start, finding.end));
    return { ...result, literal, undo: async () => (await result.undo()) && (await takeBack()) };
  } catch (error) {
    await takeBack();
    throw error;
  }
}
