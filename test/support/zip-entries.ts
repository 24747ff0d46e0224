/** The names and sizes in a zip file (PKWARE APPNOTE 4.3.12), read from its central directory; zip64 and comments are not looked at. */
export function zipEntries(zip: Buffer): readonly { readonly name: string; readonly size: number }[] {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  if (end < 0) throw new Error("not a zip file");
  const entries: { name: string; size: number }[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const length = zip.readUInt16LE(at + 28);
    entries.push({ name: zip.toString("utf8", at + 46, at + 46 + length), size: zip.readUInt32LE(at + 24) });
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}
