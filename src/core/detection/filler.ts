/** Tokens of RFC 5849, 6749, 6750, 7662 and 8628 and of OpenID Connect Core, which every second manual repeats. */
const PUBLISHED = new Set(
  (
    "2YotnFZFEjr1zCsicMWpAA tGzv3JOkF0XG5Qx2TlKWIA czZCaGRSa3F0MzpnWDFmQmF0M2JW mF_9.B5f-4.1JqM SlAV32hkKG 8xLOxBtZp8 " +
    "7Fjfp0ZBr1KtDRbnfVdmIw SplxlOBeZQQYbYS6WxSbIA h480djs93hd8 kd94hf93k423kf44 dpf43f3p2l4k3l03 nnch734d00sl2jdk pfkkdhi9sl3r4s00 ad180jjd733klru7 kkk9d7dh3k39sjv7 " +
    "j49sk3j29djd dh893hdasih9 hh5s93j4hdidpola hdhd0244k9j7ao03 QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
  ).split(" "),
);

/** True for the samples of documentation: `ghp_xxxxxxxx…`, `AKIAIOSFODNN7EXAMPLE`, `sk_live_your_key`, the tokens of the RFCs. */
export function isFiller(secret: string): boolean {
  if (PUBLISHED.has(secret)) return true;
  return /([xX*.#])\1{6}|0{12}|EXAMPLE(?:KEY)?$|YOUR[_A-Z]|IOSFODNN7|^wJalrXUtnFEMI|^MWYyZDFlMmU2N2Rm$|^YWRtaW4=$/.test(
    secret,
  );
}
