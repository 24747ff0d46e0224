import { array, constantFrom, nat, oneof, record, string, type Arbitrary } from "fast-check";

/** Texts that mean something to the detection engine, whole or in part. */
const PIECES = [
  "password",
  "api_key",
  "token",
  "secret",
  "key",
  " = ",
  ": ",
  "=",
  '"',
  "'",
  "\n",
  "\r\n",
  " ",
  "${",
  "}",
  "(",
  ", ",
  "ghp_016C7dbQ4zKx2YvNf83LmTsWpRjEaH1gUcVo",
  "AKIAQ3EGUCDR5ZTLM7WX",
  'aws_secret_access_key = "kq8Zt71LwXp02VbnMkq8Zt71LwXp02VbnMabcdef"\n',
  "-----BEGIN RSA PRIVATE KEY-----\n",
  "-----END RSA PRIVATE KEY-----\n",
  "MIIEowIBAAKCAQEAx7Zt71LwXp02VbnMkq8Zt71LwXp02VbnMkq8Zt71LwXp02Vb\n",
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
  "smtp_password: >-\n  Qu4rry-Wren-91\n",
  'dbPassword = "Tr7!kqo-93x";\n',
  "kind: Secret\ndata:\n  a: S2V5TWF0ZXJpYWw5\n",
  "postgres://shop:Tr7kqo93x@db.example.org/shop\n",
  "vault://local/secret/",
  " // lockers:ignore\n",
  "// secretlint-disable\n",
  "// secretlint-enable\n",
  "const a = 1; // пароль ключ\n",
  "😀",
  "\uD800",
  "pwd=pwd=pwd=pwd=pwd=pwd=pwd=pwd=pwd=",
];

export const piece: Arbitrary<string> = oneof(
  { arbitrary: constantFrom(...PIECES), weight: 6 },
  { arbitrary: string({ maxLength: 12 }), weight: 1 },
);

/** One edit of a text of unknown length: places are told in millionths of it. */
export interface RandomEdit {
  readonly at: number;
  readonly removed: number;
  readonly added: string;
}

export const randomEdit: Arbitrary<RandomEdit> = record({
  at: nat(1_000_000),
  removed: oneof(constantFrom(0, 0, 0, 1, 2), nat(60), nat(3000)),
  added: oneof(piece, constantFrom("", "", "a", "\n")),
});

/** Lines of source without secrets, some hundred units, then what is given; `length` units in all. */
export function longText(pieces: readonly string[], length: number): string {
  const filler =
    "export function sum(values: readonly number[]): number { return values.reduce((a, b) => a + b, 0); }\n";
  const gap = Math.max(0, length - pieces.join("").length) / (pieces.length + 1);
  const between = filler.repeat(Math.ceil(gap / filler.length)).slice(0, Math.floor(gap));
  return between + pieces.map((part) => part + between).join("");
}

export const pieces: Arbitrary<string[]> = array(piece, { minLength: 3, maxLength: 30 });

/** What the edits make of a text: the new text and what was changed, none overlapping another. */
export function applied(
  text: string,
  edits: readonly RandomEdit[],
): {
  readonly text: string;
  readonly changes: readonly { readonly start: number; readonly end: number; readonly length: number }[];
} {
  const changes: { start: number; end: number; length: number }[] = [];
  let result = "";
  let from = 0;
  const placed = edits.map((edit) => ({ ...edit, start: Math.floor((edit.at / 1_000_001) * (text.length + 1)) }));
  for (const { start, removed, added } of placed.toSorted((a, b) => a.start - b.start)) {
    if (start < from || changes.at(-1)?.start === start) continue;
    const end = Math.min(text.length, start + removed);
    result += text.slice(from, start) + added;
    changes.push({ start, end, length: added.length });
    from = end;
  }
  return { text: result + text.slice(from), changes };
}
