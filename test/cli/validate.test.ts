import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatGithub } from '../../src/diagnostics/formats/github';
import { formatJson } from '../../src/diagnostics/formats/json';
import { formatSarif } from '../../src/diagnostics/formats/sarif';
import type { Diagnostic } from '../../src/diagnostics';
import { PAGES } from '../../src/rules/registry';
import { MINIMAL } from '../plan-of';
import { call, emptyFolder } from './call';

const TWO_SERVERS = MINIMAL.replace('  - {', '  - { name: two, role: server, nodeIp: 10.0.0.12 }\n  - {');

const TRICKY: Diagnostic = {
  file: 'my profiles/100%,a:b.yaml',
  line: 3,
  column: 7,
  rule: 'unknown-key',
  severity: 'error',
  path: 'lan.gatway',
  message: 'there is no key "gatway" here, 100% sure.',
  hint: 'Did you mean "gateway"?',
};

/** A folder of profiles by name. */
function profiles(files: Readonly<Record<string, string>>): string {
  const folder = join(emptyFolder(), 'profiles');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.yaml`), text);
  return folder;
}

describe('netstack validate', () => {
  test('says everything of all profiles in one run, in the order of files and lines', async () => {
    const folder = profiles({
      b: MINIMAL.replace('10.0.0.11', '10.0.9.11'),
      a: TWO_SERVERS.replace('10.0.0.0/24', '10.0.0.5/24').replace('10.0.0.12', '10.0.0.12.1'),
      c: MINIMAL,
    });
    const { status, stdout, stderr } = await call('validate', '--profiles', folder);
    const places = stdout
      .split('\n')
      .filter((line) => line.startsWith(folder))
      .map((line) => line.slice(folder.length + 1).replace(/ {2}(\w+) (\S+) .*/, ' $1 $2'));
    expect(places).toEqual([
      'a.yaml:3:14 error cidr-not-canonical',
      'a.yaml:5:40 error invalid-value',
      'a.yaml:6:24 warning etcd-servers-even',
      'b.yaml:5:40 error node-outside-lan',
    ]);
    expect(stderr).toBe('3 profiles, 3 errors, 1 warning, 0 hints\n');
    expect(status).toBe(1);
  });

  test('ends well with warnings, and keeps the summary out of the output', async () => {
    const folder = profiles({ a: TWO_SERVERS });
    const { status, stdout, stderr } = await call('validate', '--profiles', folder);
    expect(stdout).toContain(' warning etcd-servers-even ');
    expect(
      stdout.match(/^More on etcd-servers-even: npx --no netstack explain etcd-servers-even$/gm),
    ).toHaveLength(1);
    expect(stderr).toBe('1 profile, 0 errors, 1 warning, 1 hint\n');
    expect(status).toBe(0);
  });

  test('--quiet leaves the summary out', async () => {
    const folder = profiles({ a: MINIMAL });
    expect(await call('validate', '--quiet', '--profiles', folder)).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('a format for programs is alone on standard output, even where nothing is wrong', async () => {
    const folder = profiles({ a: MINIMAL });
    const call1 = await call('validate', '--format', 'json', '--profiles', folder);
    expect(call1).toEqual({ status: 0, stdout: '[]\n', stderr: '' });
    const call2 = await call('validate', '--format', 'github', '--profiles', folder);
    expect(call2).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test.each([
    ['a format that does not exist', ['validate', '--format', 'xml']],
    ['a profile that does not exist', ['validate', 'no-such-cluster']],
    ['an option that does not exist', ['validate', '--fix']],
  ])('%s is a wrong call', async (_, args) => {
    const { status, stdout, stderr } = await call(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('--format json', () => {
  test('is one array with every field', () => {
    expect(JSON.parse(formatJson([TRICKY]))).toEqual([
      { ...TRICKY, explain: 'npx --no netstack explain unknown-key' },
    ]);
    expect(Object.keys((JSON.parse(formatJson([TRICKY])) as object[])[0] ?? {})).toEqual([
      ...['file', 'line', 'column', 'rule', 'severity', 'path', 'message', 'hint', 'explain'],
    ]);
  });
});

describe('--format github', () => {
  test('escapes what would end a property or the command', () => {
    expect(formatGithub([TRICKY])).toBe(
      '::error file=my profiles/100%25%2Ca%3Ab.yaml,line=3,col=7,title=unknown-key::' +
        'lan.gatway: there is no key "gatway" here, 100%25 sure.%0ADid you mean "gateway"?' +
        '%0AMore: npx --no netstack explain unknown-key\n',
    );
  });

  test('a hint is a notice', () => {
    expect(formatGithub([{ ...TRICKY, severity: 'hint' }])).toMatch(/^::notice /);
    expect(formatGithub([{ ...TRICKY, severity: 'warning' }])).toMatch(/^::warning /);
  });
});

describe('--format sarif', () => {
  const log = JSON.parse(formatSarif([TRICKY, { ...TRICKY, severity: 'hint', path: '' }], PAGES)) as SarifLog;
  const run = log.runs[0] as SarifLog['runs'][number];

  test('is a 2.1.0 log with a descriptor for each rule', () => {
    expect(log.version).toBe('2.1.0');
    expect(run.tool.driver.name).toBe('netstack');
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(PAGES.map(({ id }) => id));
  });

  test('each result points at its rule and its place', () => {
    const [first, second] = run.results;
    expect(run.tool.driver.rules[first?.ruleIndex ?? -1]?.id).toBe('unknown-key');
    expect(first?.level).toBe('error');
    expect(second?.level).toBe('note');
    expect(first?.message.text).toBe(
      'lan.gatway: there is no key "gatway" here, 100% sure. Did you mean "gateway"?',
    );
    expect(first?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'my%20profiles/100%25%2Ca%3Ab.yaml' },
      region: { startLine: 3, startColumn: 7 },
    });
  });
});

interface SarifLog {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { id: string }[] } };
    readonly results: readonly {
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly { readonly physicalLocation: unknown }[];
    }[];
  }[];
}
