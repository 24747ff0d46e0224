/** The shells that can be helped. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof SHELLS)[number];

// Each script asks `lockers completion SHELL LINE`; the first line of the answer says whether files fit as well.
const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Completion of lockers for bash: source <(lockers completion bash)
_lockers() {
  local answer kind line
  answer=$("$1" completion bash "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null </dev/null) || return
  kind=\${answer%%$'\\n'*}
  COMPREPLY=()
  while IFS= read -r line; do
    [ -n "$line" ] && COMPREPLY+=("$line")
  done <<<"\${answer#"$kind"}"
  type compopt >/dev/null 2>&1 || return 0
  [ "$kind" = files ] && compopt -o default
  [ "\${#COMPREPLY[@]}" -eq 1 ] && [[ \${COMPREPLY[0]} == *[/=] ]] && compopt -o nospace
  return 0
}
complete -F _lockers lockers
`,
  zsh: `#compdef lockers
# Completion of lockers for zsh: source <(lockers completion zsh), or a file named _lockers in your fpath
_lockers() {
  local -a answer folders others
  answer=("\${(@f)$("$words[1]" completion zsh "\${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null </dev/null)}")
  folders=(\${(M)answer[2,-1]:#*[/=]})
  others=(\${answer[2,-1]:#*[/=]})
  (( $#folders )) && compadd -S '' -- $folders
  (( $#others )) && compadd -- $others
  [[ $answer[1] == files ]] && _files
}
if [[ $funcstack[1] == _lockers ]]; then
  _lockers "$@"
else
  compdef _lockers lockers
fi
`,
  fish: `# Completion of lockers for fish: lockers completion fish | source
function __lockers_complete
    set -l answer (lockers completion fish (commandline -cp) 2>/dev/null </dev/null)
    test "$answer[1]" = files; and __fish_complete_path (commandline -ct)
    printf '%s\\n' $answer[2..-1]
end
complete -c lockers -f -a '(__lockers_complete)'
`,
};

/** What a shell reads to complete our command lines. */
export function completionScript(shell: Shell): string {
  return SCRIPTS[shell];
}

function bashWord(word: string, current: string): string {
  // Bash replaces only what follows the last of these (COMP_WORDBREAKS).
  const kept = Math.max(current.lastIndexOf(":"), current.lastIndexOf("=")) + 1;
  return word.slice(kept).replaceAll(/[^\w@%+=:,./~\p{L}\p{N}-]/gu, "\\$&");
}

/** One candidate, as the shell's script takes it. */
export interface Candidate {
  readonly word: string;
  readonly help?: string;
}

/** The answer to a shell's script. Words with control characters are left out: they cannot be typed. */
export function completionAnswer(
  shell: Shell,
  current: string,
  { words, files }: { readonly words: readonly Candidate[]; readonly files: boolean },
): string {
  const fitting = words.filter(({ word }) => word.startsWith(current) && !/\p{Cc}/u.test(word));
  const lines = fitting.map(({ word, help }) => {
    if (shell === "bash") return bashWord(word, current);
    return shell === "fish" && help !== undefined ? `${word}\t${help}` : word;
  });
  return [files ? "files" : "words", ...lines, ""].join("\n");
}
