/** A name and the literal value that the source gives it. Offsets in UTF-16 units. */
export interface Assignment {
  /** The name with its dots: `config.dbPassword`. */
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Without quotes. */
  readonly start: number;
  readonly end: number;
  /** What stands around the value: a quote character, `\"`, `&quot;`, or nothing. */
  readonly quote: string;
  /** What joins the two: `=`, `:`, `(`, `flag`, `xml`, … `==` and its kin compare; they also give the secret away. */
  readonly operator: string;
}
