import { hash } from 'node:crypto';
import type { RenderedCluster } from '../steps';

/** What is applied, as one word: a later run continues only the same. */
export function digestOf({ files }: RenderedCluster): string {
  return hash('sha256', JSON.stringify([...files]), 'hex').slice(0, 32);
}
