import { isK3sBinary, joinLines, readExecStart, splitWords } from '../../languages/systemd-unit';
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
  const words = readExecStart(text);
  if (words === undefined) return undefined;
  const variables: Record<string, string> = {};
  for (const line of joinLines(text)) {
    const match = /^\s*Environment\s*=\s*([^]*)$/.exec(line);
    if (match !== null) Object.assign(variables, parseAssignments(splitWords(match[1] ?? '')));
  }
  const { role, settings, surplus } = parseCommandLine(dropProgram(words), origin);
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

function dropProgram(words: readonly string[]): readonly string[] {
  return words.slice(words.findIndex(isK3sBinary) + 1);
}

function parseAssignments(words: readonly string[]): Record<string, string> {
  const pairs = words.flatMap((word) => {
    const match = /^(\w+)=([^]*)$/.exec(word);
    return match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const];
  });
  return Object.fromEntries(pairs);
}
