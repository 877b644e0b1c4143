import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BaseFiles } from '../../src/profile/base-files';
import { loadProfile } from '../../src/plan/load-profile';
import { BASE } from './problems-of';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netstack-extends-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** A profile on top of a base, both as text. */
function load(own: string, base: string) {
  write('_base.yaml', base);
  return loadProfile(join(folder, 'store.yaml'), `extends: _base.yaml\n${own}`);
}

/** `_base.yaml:4:7 rule path: message` of each problem, the folder left out. */
function problemsIn(own: string, base: string): string[] {
  return load(own, base).diagnostics.map(({ file, line, column, rule, path, message }) =>
    `${file}:${line}:${column} ${rule} ${path}: ${message}`.replaceAll(`${folder}/`, ''),
  );
}

describe('what a profile and its base say together', () => {
  test('a base alone is enough', () => {
    const { plan, diagnostics } = load('', BASE);
    expect(diagnostics).toEqual([]);
    expect(plan?.nodes.map(({ name }) => name)).toEqual(['one']);
    expect(plan?.cluster).toBe('store');
  });

  test('maps merge, at any depth; single values replace', () => {
    const { plan, diagnostics } = load(
      'flannel: { vni: 7 }\nclusterDomain: own.arpa\n',
      `${BASE}flannel: { vni: 5, port: 8473 }\nclusterDomain: base.arpa\nhttpsListenPort: 7443\n`,
    );
    expect(diagnostics).toEqual([]);
    expect([plan?.flannel.vni, plan?.flannel.port]).toEqual([7, 8473]);
    expect(plan?.clusterDomain).toBe('own.arpa');
    expect(plan?.registration.port).toBe(7443);
  });

  test('lists replace, also by nothing', () => {
    const base = `${BASE}tlsSan: [a.arpa, b.arpa]\n`;
    expect(load('tlsSan: [c.arpa]\n', base).plan?.tlsSan).toEqual(['c.arpa']);
    expect(load('tlsSan: []\n', base).plan?.tlsSan).toEqual([]);
    expect(load('', base).plan?.tlsSan).toEqual(['a.arpa', 'b.arpa']);
  });

  test('a value of another kind replaces, and is wrong where it is written', () => {
    expect(problemsIn('flannel: host-gw\n', `${BASE}flannel: { vni: 5 }\n`)).toEqual([
      'store.yaml:2:10 invalid-value flannel: "host-gw" is a text, and a map is expected.',
    ]);
    expect(problemsIn('flannel: { vni: 5 }\n', `${BASE}flannel: host-gw\n`)).toEqual([]);
  });

  test('the base knows nothing of the folder of who extends it', () => {
    mkdirSync(join(folder, 'stores'));
    write('_base.yaml', BASE);
    const { plan } = loadProfile(join(folder, 'stores', 'a.yaml'), 'extends: ../_base.yaml\n');
    expect(plan?.cluster).toBe('a');
    const absolute = loadProfile('elsewhere/a.yaml', `extends: ${join(folder, '_base.yaml')}\n`);
    expect(absolute.diagnostics).toEqual([]);
  });

  test('what was read is not changed by who extends it', () => {
    const base = write('_base.yaml', `${BASE}flannel: { port: 8473 }\n`);
    const bases = new BaseFiles();
    const store = (text: string) =>
      loadProfile(join(folder, 's.yaml'), `extends: _base.yaml\n${text}`, bases);
    expect(store('flannel: { vni: 7 }\ntlsSan: [a.arpa]\n').plan?.flannel.vni).toBe(7);
    expect(store('').plan?.flannel.vni).toBe(1);
    expect(store('').plan?.tlsSan).toEqual([]);
    rmSync(base);
    expect(store('').diagnostics).toEqual([]);
  });
});

describe('places', () => {
  test('every problem stands where its value is written', () => {
    const base = `${BASE}flannel: { vni: 0, port: 0 }\ntlsSan: [bad one]\nhttpsListenPort: 0\n`;
    expect(problemsIn('httpsListenPort: 99999\nflannel: { mtu: 1 }\n', base)).toEqual([
      'store.yaml:2:18 invalid-value httpsListenPort: "99999" is not from 1 to 65535.',
      '_base.yaml:6:10 invalid-value tlsSan[0]: "bad one" is neither a lower-case host name nor an IP address.',
      '_base.yaml:5:17 invalid-value flannel.vni: "0" is not from 1 to 16777215.',
      '_base.yaml:5:26 invalid-value flannel.port: "0" is not from 1 to 65535.',
      'store.yaml:3:17 invalid-value flannel.mtu: "1" is not from 576 to 65535.',
    ]);
  });

  test('a problem of a base says which profile it is about', () => {
    const [problem] = load('', `${BASE}flannel: { vni: 0 }\n`).diagnostics;
    expect(problem?.profile).toBe(join(folder, 'store.yaml'));
    expect(load('flannel: { vni: 0 }\n', BASE).diagnostics[0]?.profile).toBeUndefined();
  });

  test('a list of the base has no places once it is replaced', () => {
    const base = `${BASE}samples:\n  - { name: whoami, ingress: { host: whoami.arpa } }\n`;
    expect(problemsIn('samples:\n  - { name: whoami, ingress: {} }\n', base)).toEqual([
      'store.yaml:3:30 missing-key samples[0].ingress: the key "host" is missing.',
    ]);
    const { source } = load('samples: [{ name: other }]\n', base);
    expect(source.states(['samples', 0, 'ingress'])).toBe(false);
    expect(source.states(['samples', 0, 'name'])).toBe(true);
  });

  test('lines say which file they are of', () => {
    const { source } = load('clusterDomain: own.arpa\n', BASE);
    expect(source.line(['clusterDomain'])).toBe(`line 2 of ${join(folder, 'store.yaml')}`);
    expect(source.line(['k3sVersion'])).toBe(`line 1 of ${join(folder, '_base.yaml')}`);
    expect(source.line(['flannel', 'vni'])).toBe('the default');
    expect(source.quote(['nodes', 0, 'name'])).toBe('"one"');
  });

  test('what is wrong with the text of a base counts as far as it shows', () => {
    const base = `${BASE}flannel: { vni: 010 }\nclusterDomain: a.arpa\nclusterDomain: b.arpa\n`;
    const { plan, diagnostics } = load('flannel: { vni: 10 }\n', base);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['yaml-pitfall', 'yaml-syntax']);
    expect(plan?.flannel.vni).toBe(10);
    expect(() => plan?.clusterDomain).toThrow();
  });
});

describe('a base that is none', () => {
  /** Without the refusal of "_self" as a cluster's name. */
  const problemsOfExtends = (file: string, text: string) =>
    loadProfile(join(folder, file), text).diagnostics.filter(({ hint }) => !hint.startsWith('Rename'));
  const refusal = (file: string, text: string) =>
    problemsOfExtends(file, text).map(({ message, hint }) =>
      `${message} | ${hint}`.replaceAll(`${folder}/`, ''),
    );

  test('the file itself', () => {
    write('_self.yaml', 'extends: _self.yaml\n');
    expect(refusal('_self.yaml', 'extends: ./_self.yaml\n')).toEqual([
      '"./_self.yaml" is this file itself. | Name the file that it shares its values with, or remove the line.',
    ]);
  });

  test('a folder', () => {
    mkdirSync(join(folder, '_base.yaml'));
    expect(refusal('a.yaml', 'extends: _base.yaml\n')).toEqual([
      '"_base.yaml" cannot be read from _base.yaml (it is a folder). | It has to be a file that you may read.',
    ]);
  });

  test.skipIf(process.getuid?.() === 0)('a file that is not ours to read', () => {
    chmodSync(write('_base.yaml', BASE), 0);
    expect(refusal('a.yaml', 'extends: _base.yaml\n')).toEqual([
      '"_base.yaml" cannot be read from _base.yaml (permission denied). | It has to be a file that you may read.',
    ]);
  });

  test('nothing that is there, in a folder that is not there either', () => {
    expect(refusal('a.yaml', 'extends: bases/_base.yaml\n')).toEqual([
      '"bases/_base.yaml" is not there: no file bases/_base.yaml. | The path begins in the folder of the profile.',
    ]);
  });

  test('an empty file', () => {
    write('_base.yaml', '# nothing yet\n');
    expect(refusal('a.yaml', 'extends: _base.yaml\n')).toEqual([
      'the file is empty. | Begin with k3sVersion, lan and nodes.',
    ]);
  });

  test('there is no plan then, since the missing values are unknown', () => {
    const { plan, diagnostics } = loadProfile(join(folder, 'a.yaml'), 'extends: _b.yaml\nfoo: 1\n');
    expect(plan).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
  });

  test.each(['[_a.yaml]', '{ file: _a.yaml }', 'true', '"_a.json"', '"a_.yaml"', ''])(
    'extends: %s',
    (value) => {
      const { plan, diagnostics } = loadProfile(join(folder, 'a.yaml'), `extends: ${value}\nfoo: 1\n`);
      expect(plan).toBeUndefined();
      expect(diagnostics.map(({ rule, path }) => `${rule} ${path}`)).toEqual(['invalid-value extends']);
    },
  );
});

test('a base that is a named pipe, and a manifest that is a link to a device, are not waited for', () => {
  execFileSync('mkfifo', [join(folder, '_pipe.yaml')]);
  symlinkSync('/dev/zero', join(folder, 'zero.yaml'));
  const file = join(folder, 'store.yaml');
  const messages = (text: string) => loadProfile(file, text).diagnostics.map(({ message }) => message);
  expect(messages('extends: _pipe.yaml\n')).toEqual([
    `"_pipe.yaml" cannot be read from ${join(folder, '_pipe.yaml')} (it is a named pipe or a device).`,
  ]);
  expect(messages(`${BASE}\nmanifests: [zero.yaml]\n`)).toEqual(['"zero.yaml" cannot be read (EINVAL).']);
});
