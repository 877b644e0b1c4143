import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as charts from '../../charts';
import { CLUSTER_CHARTS } from '../../charts/cluster-charts';

const FILES = readdirSync('charts').filter((file) => file.endsWith('-chart.ts'));

describe.each(FILES)('charts/%s', (file) => {
  const code = readFileSync(`charts/${file}`, 'utf8');

  test('has one chart class, and an example', () => {
    expect(code.match(/ extends Chart\b/g)).toHaveLength(1);
    expect(code).toMatch(/ \* @example\n/);
  });

  test('knows no plan and no profile', () => {
    expect(code).not.toMatch(/from '.*\/(src|from-plan)/);
  });
});

test('there is one chart file per manifest file and one for monitoring, and the package exports every class', () => {
  const classes = new Set([...CLUSTER_CHARTS.map(({ Chart }) => Chart), charts.MonitoringChart]);
  expect(FILES).toHaveLength(classes.size);
  const exported = Object.values(charts);
  for (const Chart of classes) expect(exported).toContain(Chart);
  expect(exported).toHaveLength(FILES.length);
});

test('main.ts creates the App, and is 25 lines at most', () => {
  const code = readFileSync('main.ts', 'utf8');
  expect(code).toMatch(/new App\(/);
  expect(code).toMatch(/app\.synth\(\)/);
  expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
});

test('cdk8s.yaml runs main.ts', () => {
  expect(readFileSync('cdk8s.yaml', 'utf8')).toMatch(/^app: .*\bmain\.ts$/m);
});
