import { visible } from '../terminal/visible';
import type { Host } from '../verify';
import { UnreachableError } from '../verify';

/** Lines that are read of a log, and that are shown of them. */
const READ = 200;
const SHOWN = 6;

/** Longest line that is shown. */
const WIDTH = 300;

/** The journal, or the file that the service script of OpenRC writes. */
const PRINT = `journalctl -u "$1" -n ${READ} --no-pager -o cat 2>/dev/null || tail -n ${READ} "/var/log/$1.log"`;

/** Lines in which k3s and the components inside it report an error, and why k3s exits. */
const ERROR = /level=(?:fatal|error)|^[EF]\d{4} |Shutdown request|^Error: |flag provided but not defined/;

/** The last lines of a unit's log, those with errors first; none where the log cannot be read. */
export async function readUnitLog(host: Host, unit: string): Promise<readonly string[]> {
  try {
    const { status, stdout } = await host.run(['sh', '-c', PRINT, 'log', unit], { timeoutSeconds: 30 });
    return status === 0 ? pickLogLines(stdout) : [];
  } catch (error) {
    if (error instanceof UnreachableError) return [];
    throw error;
  }
}

/** The last errors of a log, each once, or its last lines where it has no errors. */
function pickLogLines(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const errors = new Map(lines.filter((line) => ERROR.test(line)).map((line) => [withoutTime(line), line]));
  const picked = errors.size > 0 ? [...errors.values()] : lines;
  return picked.slice(-SHOWN).map((line) => visible(line.slice(0, WIDTH)));
}

/** The same error is logged at each start. */
function withoutTime(line: string): string {
  return line.replace(/^time="[^"]*" |^[EF]\d{4} [\d:.]+ +\d+ /, '');
}
