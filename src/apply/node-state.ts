import type { NodePlan } from '../plan';
import type { Host } from '../verify';
import { UnreachableError } from '../verify';
import type { SqliteTool } from '../steps';
import { serviceOf } from '../steps';
import { readExecStart, readOpenRcArguments } from '../languages/systemd-unit';
import { RETURN_FOLDER } from './return/return-script';

/** What apply has to know of a node before it changes it. */
export interface NodeState {
  readonly name: string;
  /** `absent`: k3s is not installed. */
  readonly k3s: 'absent' | 'stopped' | 'running';
  /** `v1.36.3+k3s1`; undefined where k3s is absent. */
  readonly version?: string;
  /** Contents of files by path; undefined for a file that does not exist. */
  readonly files: ReadonlyMap<string, string | undefined>;
  /** The target of an apply that has neither been confirmed nor returned. */
  readonly pending?: string;
  /** Contents by path that such an apply has kept: what the node had before. */
  readonly kept?: ReadonlyMap<string, string>;
  /** Whether a restart is part of an apply that was killed, and k3s has not restarted since. */
  readonly restartDue: boolean;
  /** The target of an apply for which k3s has restarted, until that apply has saved its record. */
  readonly restartedFor?: string;
  /** The command line of k3s's unit, the binary first; it may have a token. Undefined where it could not be read. */
  readonly commandLine?: readonly string[];
  /** The files that k3s reads its configuration from, in its order; they may have a token. */
  readonly configs?: ReadonlyMap<string, string>;
  /** Whether OpenRC starts k3s: it has no drop-ins. */
  readonly isOpenRc?: boolean;
  /** A program on the node that copies a sqlite database while it is in use. */
  readonly sqliteTool?: SqliteTool;
}

/** A node that cannot be read, and why. */
export interface UnreadNode {
  readonly name: string;
  readonly reason: string;
  readonly next: string;
}

/** Names the process of k3s that a restart has to replace. It stays until the record of the apply is saved. */
const RESTART_MARK = `${RETURN_FOLDER}/restart-due`;

/** Defines `running_k3s`, which prints the boot, the PID and the start of k3s; an empty line where it does not run. */
const FIND_PROCESS = `
running_k3s() {
  pid=$(systemctl show -p MainPID --value "$1" 2>/dev/null)
  [ "\${pid:-0}" != 0 ] || pid=$(pgrep -o -f 'k3s (server|agent)')
  started=$(cut -d' ' -f22 "/proc/\${pid:-none}/stat" 2>/dev/null)
  [ -z "$started" ] || started="$(cat /proc/sys/kernel/random/boot_id) $pid $started"
  echo "$started"
}`;

/** Marks that a restart of the unit is due. */
export const MARK_RESTART = `${FIND_PROCESS}
mkdir -p ${RETURN_FOLDER} && running_k3s "$1" > ${RESTART_MARK}.new && mv ${RESTART_MARK}.new ${RESTART_MARK}`;

/** Prints one line for each fact; files as base64. */
const READ = `${FIND_PROCESS}
unit=$1; shift
k3s=$(command -v k3s || ls /usr/local/bin/k3s /opt/bin/k3s 2>/dev/null | head -n 1)
if [ -n "$k3s" ]; then echo "version $("$k3s" --version 2>/dev/null | head -n 1)"; fi
if command -v systemctl >/dev/null 2>&1; then
  state=$(systemctl is-active "$unit" 2>/dev/null)
  text=$(systemctl cat "$unit" 2>/dev/null) || echo uninstalled
  [ -z "$text" ] || echo "unit $(printf '%s\\n' "$text" | base64 | tr -d '\\n')"
else
  [ ! -e "/etc/init.d/$unit" ] || echo "openrc $(base64 < "/etc/init.d/$unit" | tr -d '\\n')"
  rc-service "$unit" status >/dev/null 2>&1 && state=active
  rc-service --exists "$unit" 2>/dev/null || echo uninstalled
fi
echo "state \${state:-inactive}"
for tool in sqlite3 python3; do
  if command -v $tool >/dev/null 2>&1; then echo "sqlite $tool"; break; fi
done
if [ -e ${RETURN_FOLDER}/armed ]; then
  echo "pending $(cat ${RETURN_FOLDER}/target 2>/dev/null)"
  n=0
  while IFS= read -r path; do
    n=$((n + 1)); kept=${RETURN_FOLDER}/keep/$n
    if [ -e "$kept" ]; then echo "kept $(base64 < "$kept" | tr -d '\\n') $path"; fi
  done < ${RETURN_FOLDER}/paths
fi
# A restart is due until another process of k3s runs than the one that the mark names.
if [ -e ${RESTART_MARK} ]; then
  process=$(running_k3s "$unit")
  if [ -z "$process" ] || [ "$process" = "$(cat ${RESTART_MARK})" ]; then echo due
  else echo "restarted $(cat ${RETURN_FOLDER}/target 2>/dev/null)"; fi
fi
for path in /etc/rancher/k3s/config.yaml /etc/rancher/k3s/config.yaml.d/*.yaml /etc/rancher/k3s/config.yaml.d/*.yml; do
  if [ -f "$path" ]; then echo "config $(base64 < "$path" | tr -d '\\n') $path"; fi
done
for path; do
  if [ -e "$path" ]; then echo "file $(base64 < "$path" | tr -d '\\n')"; else echo "none"; fi
done
`;

/**
 * Reads the state of a node.
 *
 * @param paths of the files to read
 */
export async function readNode(
  node: NodePlan,
  host: () => Host,
  paths: readonly string[],
): Promise<NodeState | UnreadNode> {
  try {
    const argv = ['sh', '-c', READ, 'read', serviceOf(node), ...paths];
    const { status, stdout, stderr } = await host().run(argv, { timeoutSeconds: 30 });
    if (status !== 0) return { name: node.name, reason: lastLine(stderr), next: 'look at the node' };
    return parseNode(node.name, stdout, paths);
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    return { name: node.name, reason: error.reason, next: error.next };
  }
}

/** Reads what the script printed. */
export function parseNode(name: string, text: string, paths: readonly string[]): NodeState {
  const lines = text.split('\n').filter((line) => line !== '');
  const value = (key: string) =>
    lines.find((line) => line === key || line.startsWith(`${key} `))?.slice(key.length + 1);
  const version = /v\d\S*/.exec(value('version') ?? '')?.[0];
  const isActive = ['active', 'activating', 'reloading'].includes(value('state') ?? '');
  const contents = lines.filter((line) => line === 'none' || line.startsWith('file'));
  const files = paths.map((path, index): [string, string | undefined] => {
    const line = contents[index] ?? 'none';
    const content = line === 'none' ? undefined : Buffer.from(line.slice('file '.length), 'base64');
    return [path, content?.toString('utf8')];
  });
  // A binary without its service was copied for an installation without a network.
  const isAbsent = version === undefined || value('uninstalled') !== undefined;
  const pending = value('pending');
  const restartedFor = value('restarted');
  const sqlite = value('sqlite');
  return {
    name,
    k3s: isActive ? 'running' : isAbsent ? 'absent' : 'stopped',
    ...(version !== undefined && { version }),
    files: new Map(files),
    ...(pending !== undefined && { pending, kept: new Map(readContents('kept', lines)) }),
    restartDue: value('due') !== undefined,
    ...(restartedFor !== undefined && { restartedFor }),
    ...readCommandLine(value('unit'), value('openrc')),
    configs: readConfigs(lines),
    ...((sqlite === 'sqlite3' || sqlite === 'python3') && { sqliteTool: sqlite }),
  };
}

/** In k3s's order: `config.yaml`, then those of `config.yaml.d` by their names. */
function readConfigs(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...readContents('config', lines)].sort(([a], [b]) => compareConfigPaths(a, b)));
}

/** Paths and contents of the lines `<key> <content as base64> <path>`. */
function readContents(key: string, lines: readonly string[]): readonly (readonly [string, string])[] {
  return lines.flatMap((line): [string, string][] => {
    const [word, content = '', ...rest] = line.split(' ');
    return word === key ? [[rest.join(' '), Buffer.from(content, 'base64').toString('utf8')]] : [];
  });
}

/** k3s reads `config.yaml` before `config.yaml.d`, and the files there by their names. */
export function compareConfigPaths(a: string, b: string): number {
  const [one, other] = [a, b].map((path) => path.replace(/config\.yaml$/, 'config.yaml.d/')) as [
    string,
    string,
  ];
  return one < other ? -1 : 1;
}

function readCommandLine(unit?: string, openRc?: string): Pick<NodeState, 'commandLine' | 'isOpenRc'> {
  const decode = (text: string) => Buffer.from(text, 'base64').toString('utf8');
  const commandLine = unit !== undefined ? readExecStart(decode(unit)) : openRcCommand(openRc);
  return {
    ...(commandLine !== undefined && { commandLine }),
    ...(unit === undefined && openRc !== undefined && { isOpenRc: true }),
  };

  function openRcCommand(text?: string): readonly string[] | undefined {
    return text === undefined ? undefined : readOpenRcArguments(decode(text));
  }
}

export function isRead(node: NodeState | UnreadNode): node is NodeState {
  return 'k3s' in node;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) || 'the node printed no reason';
}
