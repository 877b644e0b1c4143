import type { HopFailure } from '../verified/failures-at';
import type { SceneBox, SceneText } from './scene';
import { fitText } from './text-metrics';

/** A shape names this many failed checks; the others are counted. */
const SHOWN = 2;

/** The lines about failed checks inside of a shape. */
export function textsOfFailures(failures: readonly HopFailure[], width: number): readonly SceneText[] {
  const names = [...new Set(failures.map(({ check }) => check))];
  const rest = names.length - SHOWN;
  const lines = [
    ...names.slice(0, SHOWN).map((check) => `failed: ${check}`),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ];
  return lines.map((text): SceneText => ({ text: fitText(text, 'failure', width), style: 'failure' }));
}

/** Marks a shape, and has its tooltip say what was found. */
export function markFailures(
  failures: readonly HopFailure[],
  command?: string,
): Pick<SceneBox, 'hasFailed' | 'tooltip'> {
  if (failures.length === 0) return command === undefined ? {} : { tooltip: command };
  const found = failures.map((one) => `${one.check}: found ${one.found}, planned ${one.planned}`);
  return { hasFailed: true, tooltip: [...(command === undefined ? [] : [command]), ...found].join('\n') };
}
