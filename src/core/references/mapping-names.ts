// Design section 5. Compared in capitals: Windows and some programs (`http_proxy`) take either case.
const NAMES = new Set(["PATH", "NODE_OPTIONS", "BASH_ENV", "ENV", "JAVA_TOOL_OPTIONS"]);
const BEGINNINGS = ["LD_", "DYLD_", "PYTHON", "PERL5", "RUBY", "GIT_", "VAULT_", "LOCKERS_"];
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
