import type { Datastore } from '../plan';
import { runOn } from './actions';
import type { Step, StepAction, StepHost } from './step';

/** A program that copies a sqlite database by its backup API. */
export type SqliteTool = 'sqlite3' | 'python3';

/** The steps of a snapshot, or why there are none. */
export interface SnapshotPlan {
  readonly steps: readonly Step[];
  readonly notices: readonly string[];
}

/** k3s's sqlite database, and the copy of it; the folder is readable by root only. */
const DATABASE = '/var/lib/rancher/k3s/server/db/state.db';
const SNAPSHOT_FOLDER = '/var/lib/netstack/snapshots';
const SNAPSHOT = `${SNAPSHOT_FOLDER}/before-apply.db`;

/** Python's sqlite3 has the same backup API. */
const BACKUP = [
  'import sqlite3, sys',
  'source, target = (sqlite3.connect(name) for name in sys.argv[1:])',
  'source.backup(target)',
  'target.close()',
].join('; ');

/**
 * Takes a snapshot of the datastore on one server, mode 0600. Nothing restores it automatically.
 *
 * @param tool on that server
 * @see https://docs.k3s.io/datastore/backup-restore
 */
export function takeSnapshot(
  datastore: Datastore | undefined,
  on: StepHost,
  tool: SqliteTool | undefined,
): SnapshotPlan {
  switch (datastore) {
    case 'etcd':
      return { steps: [snapshot(on, [saveEtcd(on)])], notices: [] };
    case 'external':
      return {
        steps: [],
        notices: ['Take a snapshot of the external datastore yourself before you continue.'],
      };
    default:
      return takeSqliteSnapshot(on, tool);
  }
}

function snapshot(on: StepHost, actions: readonly StepAction[]): Step {
  return { id: 'snapshot', title: `Take a snapshot of the datastore on ${on.name}.`, actions };
}

/** k3s writes it to its own folder with mode 0600, and keeps the last five of this name. */
function saveEtcd(on: StepHost): StepAction {
  return runOn(on, ['k3s', 'etcd-snapshot', 'save', '--name', 'netstack-before-apply']);
}

function takeSqliteSnapshot(on: StepHost, tool: SqliteTool | undefined): SnapshotPlan {
  if (tool === undefined) {
    const notice = `There is no snapshot of the datastore: ${on.name} has neither sqlite3 nor python3. Install one of them.`;
    return { steps: [], notices: [notice] };
  }
  const copy =
    tool === 'sqlite3'
      ? ['sqlite3', DATABASE, `.backup ${SNAPSHOT}`]
      : ['python3', '-c', BACKUP, DATABASE, SNAPSHOT];
  const actions = [
    runOn(on, ['install', '-d', '-m', '700', SNAPSHOT_FOLDER]),
    runOn(on, ['rm', '-f', SNAPSHOT]),
    runOn(on, copy),
    runOn(on, ['chmod', '600', SNAPSHOT]),
  ];
  return { steps: [snapshot(on, actions)], notices: [] };
}
