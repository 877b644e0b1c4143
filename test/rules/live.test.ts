import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareDiagnostics } from '../../src/diagnostics';
import { formatDiagnostics } from '../../src/diagnostics/print-diagnostics';
import { createColors } from 'picocolors';
import { loadProfile } from '../../src/plan/load-profile';
import { compareRunning } from '../../src/rules/compare-running';
import { LIVE_RULES } from '../../src/rules/registry';
import { RunningObjects } from '../../src/running';
import type { HelmRelease } from '../../src/running';
import { ChartCache } from '../../src/synth/chart-cache';
import { renderCluster } from '../../src/synth/cluster-files';
import { filesIn } from './fixtures';

/** Profiles with what runs in their cluster, as `kubectl get -o json` prints it, reduced to the fields that are read. */
const FOUND = 'test/fixtures/live';
const NEAR = 'test/fixtures/live-near';

const UPDATE = process.env.UPDATE_FIXTURES === '1';

interface Recorded {
  readonly objects: unknown;
  readonly releases: readonly HelmRelease[];
}

function compare(folder: string, file: string, edit: (profile: string) => string = (text) => text): string {
  const text = edit(readFileSync(join(folder, file), 'utf8'));
  const loaded = loadProfile('home.yaml', text);
  const { plan, diagnostics } = loaded;
  if (plan === undefined) throw new Error(JSON.stringify(diagnostics));
  expect(diagnostics).toEqual([]);
  const recorded = JSON.parse(readFileSync(join(folder, file.replace('.yaml', '.json')), 'utf8')) as Recorded;
  const running = RunningObjects.parse([recorded.objects], recorded.releases);
  const rendered = renderCluster(plan, new ChartCache()).manifests.flatMap(({ objects }) => objects);
  const found = compareRunning({ plan, source: loaded.source, rendered, running }).map(
    ({ rule, path, message, hint }) =>
      loaded.diagnose({ path, rule: rule.id, severity: rule.severity, message, hint }),
  );
  return formatDiagnostics([...found].sort(compareDiagnostics), createColors(false));
}

function ruleOf(file: string): string | undefined {
  const name = file.replace('.yaml', '');
  const ids = LIVE_RULES.map(({ id }) => id).filter((id) => name === id || name.startsWith(`${id}-`));
  return ids.sort((a, b) => b.length - a.length)[0];
}

describe('clusters that a profile does not fit', () => {
  test.each(filesIn(FOUND, '.yaml'))('%s', (file) => {
    const text = compare(FOUND, file);
    const expected = join(FOUND, file.replace('.yaml', '.txt'));
    if (UPDATE) writeFileSync(expected, text);
    expect(text).toBe(readFileSync(expected, 'utf8'));
    expect(text).toMatch(new RegExp(`^\\S+  (error|warning|hint) ${ruleOf(file)}  `, 'm'));
    for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/[^.\s]\.$/);
  });
});

describe('clusters that come close', () => {
  test.each(filesIn(NEAR, '.yaml'))('%s', (file) => {
    expect(compare(NEAR, file)).toBe('');
  });
});

test.each(LIVE_RULES.map(({ id }) => id))('%s has a cluster that it finds and a near miss', (id) => {
  expect(filesIn(FOUND, '.yaml').filter((file) => ruleOf(file) === id)).not.toEqual([]);
  expect(filesIn(NEAR, '.yaml').filter((file) => ruleOf(file) === id)).not.toEqual([]);
});

test('a warning is silenced in the profile, an error is not', () => {
  const silence = (rule: string) => (text: string) => `${text}silence: [{ rule: ${rule}, reason: a test }]\n`;
  const warning = 'live-ingress-class-owner.yaml';
  expect(compare(FOUND, warning, silence('live-ingress-class-owner'))).toBe('');
  const error = 'live-metallb-installed.yaml';
  expect(compare(FOUND, error, silence('live-metallb-installed'))).toContain('live-metallb-installed');
});
