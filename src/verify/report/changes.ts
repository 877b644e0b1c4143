import type { Finding } from '..';
import { summary } from './report';

/** What has become different from one look to the next, a line each; nothing where all is as it was. */
export function changes(before: readonly Finding[], now: readonly Finding[], at: Date): string {
  const known = new Map(before.map((finding) => [keyOf(finding), finding.outcome]));
  const changed = now.filter((finding) => known.get(keyOf(finding)) !== finding.outcome);
  if (changed.length === 0) return '';
  const time = at.toISOString().slice(11, 19);
  return [...changed.map((finding) => `${time}  ${line(finding)}\n`), `${time}  ${summary(now)}\n`].join('');
}

function keyOf({ check, place, looked }: Finding): string {
  return JSON.stringify([check, place, looked]);
}

function line(finding: Finding): string {
  const { outcome, place, check, looked } = finding;
  const what = outcome === 'not looked' ? finding.because : finding.found;
  const next = outcome === 'fails' ? `; next: ${finding.next}` : '';
  return `${outcome}  ${place}  ${check}  ${looked}: ${what}${next}`;
}
