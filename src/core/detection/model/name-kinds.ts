/** What the last word of a name may say that its value is. */
const GROUPS: readonly (readonly [group: string, words: ReadonlySet<string>])[] = [
  [
    "secret",
    set(
      "password passwd pwd pass passphrase passcode psw pw secret secrets token apikey accesskey secretkey privatekey authtoken accesstoken pin",
    ),
  ],
  ["key", set("key keys auth cred creds credential credentials authorization bearer jwt license")],
  ["identifier", set("id ids guid uuid uid number num no index idx ref sid kid arn")],
  [
    "place",
    set(
      "uri url urls endpoint host hostname domain port path file filename folder dir directory location bucket region server address link route page",
    ),
  ],
  ["user", set("user username users login email mail account owner role group client member author")],
  ["name", set("name names label title alias display description desc text caption heading slug")],
  [
    "time",
    set(
      "time timestamp date expires expiry expiration ttl timeout age duration interval created updated lifetime validity",
    ),
  ],
  [
    "public",
    set(
      "public pub publickey certificate cert fingerprint thumbprint signature sig digest checksum hash hashed sha md5 salt iv nonce state challenge csrf",
    ),
  ],
  [
    "kind",
    set(
      "type types kind alg algorithm method mode scheme format version policy strategy provider service status state level encoding charset language lang size length len count max min limit",
    ),
  ],
  [
    "interface",
    set(
      "field fields input form button page view dialog modal tooltip hint placeholder prompt help message msg error err warning info icon image class style css column table row cell element selector",
    ),
  ],
  [
    "code",
    set(
      "handler callback event func function fn code list map set array dict object query param params parameter attribute attr property prop option options config settings value values data item entry node prefix suffix pattern regex rule required enabled exists valid check test",
    ),
  ],
];

/** The first group that has a word counts. */
const GROUP_OF: ReadonlyMap<string, string> = new Map(
  GROUPS.toReversed().flatMap(([group, words]) => [...words].map((word) => [word, group] as const)),
);

/** The group of a name's word; empty where it is in none. */
export function groupOf(word: string): string {
  return GROUP_OF.get(word) ?? "";
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}
