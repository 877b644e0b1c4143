import type { Origin } from '../observed/origin';
import type { CommandLine } from './command-line';
import { readEnvironment, parseCommandLine } from './command-line';

/** What a systemd unit of k3s says. */
export type Unit = CommandLine;

/**
 * Reads a unit file, or what `systemctl cat` prints: the last ExecStart that runs k3s, and its Environment. A drop-in
 * that clears ExecStart clears what came before, as in systemd.
 */
export function parseUnit(text: string, origin: Origin): Unit | undefined {
  let command: readonly string[] | undefined;
  const variables: Record<string, string> = {};
  for (const line of joinLines(text)) {
    const match = /^\s*(ExecStart|Environment)\s*=\s*([^]*)$/.exec(line);
    if (match === null) continue;
    const words = splitWords(match[2] ?? '');
    if (match[1] === 'Environment') Object.assign(variables, parseAssignments(words));
    else if (words.length === 0) command = undefined;
    else if (words.some(isK3s)) command = dropProgram(words);
  }
  if (command === undefined) return undefined;
  const { role, settings, surplus } = parseCommandLine(command, origin);
  return {
    settings: [...readEnvironment(variables, origin), ...settings],
    surplus,
    ...(role !== undefined && { role }),
  };
}

/** Reads an environment file: `K3S_URL=https://10.0.0.11:6443` a line. */
export function parseEnvironmentFile(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').filter((line) => !/^\s*[#;]/.test(line));
  return parseAssignments(lines.flatMap(splitWords));
}

/** Whether a word is the k3s binary, behind whatever prefix systemd takes. */
function isK3s(word: string): boolean {
  return /^[-@:+!]*(?:.*\/)?k3s$/.test(word);
}

function dropProgram(words: readonly string[]): readonly string[] {
  return words.slice(words.findIndex(isK3s) + 1);
}

function parseAssignments(words: readonly string[]): Record<string, string> {
  const pairs = words.flatMap((word) => {
    const match = /^(\w+)=([^]*)$/.exec(word);
    return match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const];
  });
  return Object.fromEntries(pairs);
}

/** Lines with those that a backslash continues; comments are left out. */
function joinLines(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*[#;]/.test(line));
  return lines.join('\n').replace(/\\\n/g, ' ').split('\n');
}

/** Words as systemd takes them apart: at white space, with quotes and backslashes. */
function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  const pattern = /((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|[^\s"'\\])+)/gs;
  for (const [word] of text.matchAll(pattern)) words.push(unquote(word));
  return words;
}

function unquote(word: string): string {
  return word.replace(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|\\(.)/gs, (_, double, single, escaped) =>
    String(double ?? single ?? escaped).replace(/\\(["'\\])/g, '$1'),
  );
}
