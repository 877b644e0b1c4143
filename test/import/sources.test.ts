import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../src/import/sources/command-line';
import { mergeConfigFiles } from '../../src/import/sources/k3s-config';
import { parseUnit } from '../../src/import/sources/systemd-unit';
import { parseYamlDocuments } from '../../src/import/sources/yaml-documents';

const ORIGIN = { source: 'test' };

const texts = (settings: readonly { readonly name: string; readonly value: string }[]) =>
  settings.map(({ name, value }) => `${name}=${value}`);

/** The settings of files, merged in their order. */
const mergeFiles = (...files: readonly string[]) =>
  texts(
    mergeConfigFiles(
      files.map((text, index) => ({
        source: `${index}`,
        document: parseYamlDocuments(text)[0] ?? { value: {}, lineOf: () => 1 },
      })),
    ),
  );

describe('a command line', () => {
  test('has values behind a space or an equals sign, and booleans with and without one', () => {
    const words = [
      'k3s',
      'server',
      '--node-ip',
      '10.0.0.1',
      '--disable-kube-proxy=false',
      '--cluster-init',
      '-v',
      '3',
    ];
    expect(parseCommandLine(words, ORIGIN)).toEqual({
      role: 'server',
      surplus: [],
      settings: [
        { name: 'node-ip', value: '10.0.0.1', origin: ORIGIN },
        { name: 'disable-kube-proxy', value: 'false', origin: ORIGIN },
        { name: 'cluster-init', value: 'true', origin: ORIGIN },
        { name: 'v', value: '3', origin: ORIGIN },
      ],
    });
  });

  test('of a Node object was taken apart at equals signs, those of booleans too', () => {
    const words = [
      'server',
      '--disable-kube-proxy',
      'false',
      '--cluster-init',
      '--flannel-conf',
      '',
      '--debug',
      'true',
    ];
    expect(texts(parseCommandLine(words, ORIGIN, true).settings)).toEqual([
      'disable-kube-proxy=false',
      'cluster-init=true',
      'flannel-conf=',
      'debug=true',
    ]);
  });
});

describe('configuration files', () => {
  test("merge as k3s's own test has it", () => {
    const first =
      'foo-bar: baz\na-slice: [1, 1.5, "2", "", three]\nisempty:\nislast: true\nb-string: one\nc-slice: [one, two]\nd-slice: [one, two]\n';
    const second =
      'foo-bar: bar-foo\nb-string+: two\nc-slice+: [three]\nd-slice: [three, four]\ne-slice+: [one, two]\n';
    expect(mergeFiles(first, second)).toEqual([
      'foo-bar=bar-foo',
      ...['a-slice=1', 'a-slice=1.5', 'a-slice=2', 'a-slice=', 'a-slice=three'],
      'isempty=',
      'islast=true',
      ...['b-string=one', 'b-string=two'],
      ...['c-slice=one', 'c-slice=two', 'c-slice=three'],
      ...['d-slice=three', 'd-slice=four'],
      ...['e-slice=one', 'e-slice=two'],
    ]);
  });

  test('are YAML 1.1 without its times', () => {
    expect(mergeFiles('aa: yes\nbb: off\ncc: "yes"\ndd: 22:30\nee: 0x10\nff: 2001-01-01\n')).toEqual([
      'aa=true',
      'bb=false',
      'cc=yes',
      'dd=22:30',
      'ee=16',
      'ff=2001-01-01',
    ]);
  });

  test('have no value of a secret', () => {
    expect(mergeFiles('token: abc\ndatastore-endpoint: postgres://u:p@h/d\n')).toEqual([
      'token=(hidden)',
      'datastore-endpoint=(hidden)',
    ]);
  });
});

describe('a unit', () => {
  test('runs what the last ExecStart of it and its drop-ins says', () => {
    const text = `[Service]
Environment=K3S_URL=https://10.0.0.1:6443 "K3S_TOKEN=a b"
ExecStartPre=-/sbin/modprobe overlay
ExecStart=/usr/local/bin/k3s agent --node-ip 1.1.1.1
# ExecStart=/usr/local/bin/k3s server
[Service]
ExecStart=
ExecStart=/usr/local/bin/k3s \\
  agent \\
  '--node-label=a=b c' \\
  "--node-ip=10.0.0.2"
`;
    const unit = parseUnit(text, ORIGIN);
    expect(unit?.role).toBe('agent');
    expect(texts(unit?.settings ?? [])).toEqual([
      'server=https://10.0.0.1:6443',
      'token=(hidden)',
      'node-label=a=b c',
      'node-ip=10.0.0.2',
    ]);
  });

  test('of another service is none', () => {
    expect(parseUnit('ExecStart=/usr/bin/dockerd\n', ORIGIN)).toBeUndefined();
  });
});
