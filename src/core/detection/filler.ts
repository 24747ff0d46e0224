/** Tokens of RFC 6749, 6750, 7662 and 8628 and of OpenID Connect Core, which every second manual repeats. */
const PUBLISHED = new Set(
  (
    "2YotnFZFEjr1zCsicMWpAA tGzv3JOkF0XG5Qx2TlKWIA czZCaGRSa3F0MzpnWDFmQmF0M2JW mF_9.B5f-4.1JqM SlAV32hkKG 8xLOxBtZp8 " +
    "7Fjfp0ZBr1KtDRbnfVdmIw SplxlOBeZQQYbYS6WxSbIA h480djs93hd8 8xLOxBtZp8 QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
  ).split(" "),
);

/** True for the samples of documentation: `ghp_xxxxxxxx…`, `AKIAIOSFODNN7EXAMPLE`, `sk_live_your_key`, the tokens of the RFCs. */
export function isFiller(secret: string): boolean {
  if (PUBLISHED.has(secret)) return true;
  return /([xX*.#])\1{6}|0{12}|EXAMPLE(?:KEY)?$|YOUR[_A-Z]|IOSFODNN7|^wJalrXUtnFEMI|^MWYyZDFlMmU2N2Rm$|^YWRtaW4=$/.test(
    secret,
  );
}
