// Design section 5, and more that make a program load code, trust another authority or take another configuration.
// Compared in capitals: Windows and some programs (`http_proxy`, `npm_config_registry`) take either case.
const NAMES = new Set([
  "PATH",
  "PATHEXT",
  "COMSPEC",
  "ENV",
  "BASH_ENV",
  "SHELLOPTS",
  "BASHOPTS",
  "ZDOTDIR",
  "PROMPT_COMMAND",
  "PS4",
  "NODE_OPTIONS",
  "NODE_PATH",
  "NODE_EXTRA_CA_CERTS",
  "OPENSSL_CONF",
  "JAVA_TOOL_OPTIONS",
  "_JAVA_OPTIONS",
  "JDK_JAVA_OPTIONS",
  "CLASSPATH",
]);
const BEGINNINGS = [
  "LD_",
  "DYLD_",
  "PYTHON",
  "PERL5",
  "RUBY",
  "GIT_",
  "VAULT_",
  "LOCKERS_",
  "NODE_TLS_",
  "SSL_CERT_",
  "NPM_CONFIG_",
  "ELECTRON_",
];
const ENDINGS = ["_PROXY"];

/** True for names that steer programs: a mapping may not set them. */
export function refusedName(name: string): boolean {
  const upper = name.toUpperCase();
  return (
    NAMES.has(upper) ||
    BEGINNINGS.some((beginning) => upper.startsWith(beginning)) ||
    ENDINGS.some((ending) => upper.endsWith(ending))
  );
}

/** True where `name` can be an environment variable of every system and shell. */
export function validName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}
