import { joinLines, splitWords } from './unit-text';

/** Whether a word is the k3s binary, behind whatever prefix systemd takes. */
export function isK3sBinary(word: string): boolean {
  return /^[-@:+!]*(?:.*\/)?k3s$/.test(word);
}

/**
 * The words of the last ExecStart that runs k3s, in a unit file or in what `systemctl cat` prints. A drop-in that clears
 * ExecStart clears what came before, as in systemd.
 */
export function readExecStart(text: string): readonly string[] | undefined {
  let command: readonly string[] | undefined;
  for (const line of joinLines(text)) {
    const match = /^\s*ExecStart\s*=\s*([^]*)$/.exec(line);
    if (match === null) continue;
    const words = splitWords(match[1] ?? '');
    if (words.length === 0) command = undefined;
    else if (words.some(isK3sBinary)) command = words;
  }
  return command;
}

/** The words of k3s's arguments in a service script of OpenRC, as the install script of k3s writes it. */
export function readOpenRcArguments(text: string): readonly string[] | undefined {
  const [, value] = /^command_args="((?:\\[^]|[^"\\])*)"/m.exec(text) ?? [];
  if (value === undefined) return undefined;
  const words = splitWords(value.replace(/\\\n/g, ' ').replace(/\\(["$`\\])/g, '$1'));
  const redirection = words.findIndex((word) => word.startsWith('>'));
  return redirection < 0 ? words : words.slice(0, redirection);
}
