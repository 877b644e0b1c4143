import { hash } from 'node:crypto';
import type { RenderedCluster, Step } from '../steps';
import type { RunningCluster } from './running-cluster';

/** Steps in a file, for a later run that executes exactly them. */
export interface SavedSteps {
  readonly format: 1;
  readonly cluster: string;
  /** The profile, as it was named. */
  readonly profile: string;
  /** Digest of the files, and of what ran when the steps were derived. */
  readonly digest: string;
  readonly steps: readonly Step[];
}

/** Digest of everything that the steps were derived from. */
export function digestInputs({ files }: RenderedCluster, state: RunningCluster): string {
  const nodes = [...state.nodes.values()].map(({ files: read, ...rest }) => ({ ...rest, files: [...read] }));
  const { unread, isUp, record, applied, packaged, missingSecrets } = state;
  const all = {
    files: [...files],
    nodes,
    unread,
    isUp,
    record,
    applied: [...applied],
    packaged,
    missingSecrets,
  };
  return hash('sha256', JSON.stringify(all), 'hex');
}

export function renderSavedSteps(steps: SavedSteps): string {
  return `${JSON.stringify(steps, null, 2)}\n`;
}

/** Reads saved steps; undefined where the text is something else. */
export function parseSavedSteps(text: string): SavedSteps | undefined {
  try {
    const value = JSON.parse(text) as Partial<SavedSteps> | null;
    const isSaved =
      value !== null && value.format === 1 && typeof value.digest === 'string' && Array.isArray(value.steps);
    return isSaved ? (value as SavedSteps) : undefined;
  } catch {
    return undefined;
  }
}
