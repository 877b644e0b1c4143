import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import {
  findTraefikArgument,
  listTraefikArguments,
  TRAEFIK_VERSIONS,
} from '../../src/releases/traefik-arguments';
import { listChartValues } from '../../src/releases/traefik-values';
import { lookUpPackagedComponents } from '../../src/releases/packaged-components';
import { listKnownReleases } from '../../src/releases/known-releases';
import { VERSIONS } from '../../src/versions';

const TRAEFIK = process.env.NETSTACK_TRAEFIK ?? 'traefik';

function run(...args: readonly string[]): string {
  return spawnSync(TRAEFIK, args, { encoding: 'utf8' }).stdout ?? '';
}

const version = /Version:\s+(\d+\.\d+\.\d+)/.exec(run('version'))?.[1];

describe.skipIf(version === undefined)('the arguments of an installed Traefik', () => {
  test('are those of the table', () => {
    const flags = [...run('--help').matchAll(/^ {4}--(\S+)/gm)].map(([, name = '']) =>
      name.replaceAll('<name>', '_name_'),
    );
    expect(flags.length).toBeGreaterThan(100);
    expect(
      listTraefikArguments(version as string)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(flags.sort());
  });
});

test('the table has every Traefik that k3s packages, and the standalone one', () => {
  const packaged = listKnownReleases().map((release) => lookUpPackagedComponents(release).traefik);
  expect(
    [...new Set([...packaged, VERSIONS.traefik])].filter((one) => !TRAEFIK_VERSIONS.includes(one)),
  ).toEqual([]);
});

test('names have no case, and names of users and indexes are free', () => {
  const find = (name: string) => findTraefikArgument('3.7.13', name);
  expect(find('entryPoints.web.http.tls.domains[3].main')).toMatchObject({ kind: 'text' });
  expect(find('EntryPoints.mqtt.reusePort')).toMatchObject({ kind: 'flag' });
  expect(find('entryPoints..reusePort')).toBeUndefined();
  expect(find('entryPoints.web.nothing')).toBeUndefined();
});

test('arguments are those of the version, or of the next older one', () => {
  expect(findTraefikArgument('3.6.13', 'accessLog.dualOutput')).toBeUndefined();
  expect(findTraefikArgument('3.7.4', 'accessLog.dualOutput')).toBeDefined();
  expect(findTraefikArgument('3.9.0', 'accessLog.dualOutput')).toBeDefined();
  expect(findTraefikArgument('2.11.10', 'pilot.token')).toEqual(findTraefikArgument('1.7.0', 'pilot.token'));
});

test('values of the chart follow its version', () => {
  expect(listChartValues('40', [])).toContain('logs');
  expect(listChartValues('41', [])).not.toContain('logs');
  expect(listChartValues('34', [])).toContain('deployment');
  expect(listChartValues('41', ['deployment', 'podAnnotations'])).toBeUndefined();
});
