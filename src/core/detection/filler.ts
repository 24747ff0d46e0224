/** True for the samples of documentation: `ghp_xxxxxxxx…`, `AKIAIOSFODNN7EXAMPLE`, `sk_live_your_key`. */
export function isFiller(secret: string): boolean {
  return /([xX*.#])\1{6}|0{12}|EXAMPLE(?:KEY)?$|YOUR[_A-Z]|IOSFODNN7|^wJalrXUtnFEMI|^MWYyZDFlMmU2N2Rm$|^YWRtaW4=$/.test(
    secret,
  );
}
