/** What the local vault says it is: the version of OpenBao whose API it answers, and who answers it (semver build part). */
export const VERSION = "2.7.2+lockers";
