import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DRAWING_STYLE } from '../../src/report/formats/style';
import { createReport, drawReport, listScenes } from '../../src/report/network-report';
import { checkProfile } from '../../src/rules/check-profile';

/** The contrast that WCAG's level AA requires of text. */
const AA = 4.5;

const TEXT_COLOURS = { title: 'ink', value: 'ink', note: 'muted', failure: 'error' } as const;

/** The colours of a scheme, by name. */
function readScheme(index: number): ReadonlyMap<string, string> {
  const block = [...DRAWING_STYLE.matchAll(/:root\{([^}]*)\}/g)][index]?.[1] ?? '';
  return new Map(
    [...block.matchAll(/--([a-z]+):(#[0-9a-f]{6})/g)].map(([, name = '', colour = '']) => [name, colour]),
  );
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function measureLuminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function measureContrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [measureLuminance(one), measureLuminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Every text style on every fill that a shipped drawing has; a failure may be on each that has text. */
function listPairs(): readonly string[] {
  const plans = readdirSync('profiles').flatMap((file) =>
    /^[^_].*\.yaml$/.test(file) ? (checkProfile(`profiles/${file}`).plan ?? []) : [],
  );
  const boxes = plans
    .flatMap((plan) => listScenes(drawReport(createReport(plan, []))))
    .flatMap((scene) => scene.boxes)
    .filter(({ texts }) => texts.length > 0);
  const pairs = boxes.flatMap(({ role, texts }) => {
    const fill = role === 'client' ? 'pod' : role;
    return [...texts.map(({ style }) => TEXT_COLOURS[style]), 'error'].map((text) => `${text} ${fill}`);
  });
  return [...new Set([...pairs, 'ink paper', 'muted paper', 'error paper'])].sort();
}

describe.each([
  ['light', 0],
  ['dark', 1],
])('in %s', (_, index) => {
  const scheme = readScheme(index);
  test.each(listPairs())('%s: the text can be read', (pair) => {
    const [text = '', fill = ''] = pair.split(' ').map((name) => scheme.get(name) ?? '');
    expect(measureContrast(text, fill)).toBeGreaterThanOrEqual(AA);
  });
});
