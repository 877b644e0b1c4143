import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MINIMAL } from '../plan-of';
import { call, emptyFolder } from './call';

function fleet(profiles: Record<string, string>): { profiles: string; output: string } {
  const folder = emptyFolder();
  const paths = { profiles: join(folder, 'profiles'), output: join(folder, 'out') };
  mkdirSync(paths.profiles);
  for (const [name, text] of Object.entries(profiles))
    writeFileSync(join(paths.profiles, `${name}.yaml`), text);
  return paths;
}

const synth = ({ profiles, output }: { profiles: string; output: string }, ...named: string[]) =>
  call('synth', ...named, '--profiles', profiles, '--output', output);

function tree(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
  );
}

test('writes node files, manifests and images of every cluster', async () => {
  const paths = fleet({ a: MINIMAL, b: MINIMAL.replace('name: one', 'name: two') });
  const { status, stdout, stderr } = await synth(paths);
  expect([status, stdout]).toEqual([0, '']);
  const pointer = (cluster: string) =>
    `  next steps: npx --no netstack next ${paths.profiles}/${cluster}.yaml --output ${paths.output}`;
  expect(stderr.trimEnd().split('\n')).toEqual([
    `a: 1 node file, 0 manifests (0 objects) in ${paths.output}/a`,
    pointer('a'),
    `b: 1 node file, 0 manifests (0 objects) in ${paths.output}/b`,
    pointer('b'),
  ]);
  expect(Object.keys(tree(paths.output))).toEqual(
    expect.arrayContaining(['a/images.txt', 'a/k3s/one.yml', 'b/images.txt', 'b/k3s/two.yml']),
  );
});

describe('a broken profile among good ones', () => {
  test('its errors are printed, and every cluster is kept', async () => {
    const paths = fleet({ a: MINIMAL, broken: MINIMAL, c: MINIMAL });
    await synth(paths);
    const before = tree(paths.output);
    writeFileSync(join(paths.profiles, 'broken.yaml'), MINIMAL.replace('10.0.0.11', '10.0.0.511'));
    const { status, stderr } = await synth(paths);
    expect(status).toBe(1);
    expect(stderr).toContain(
      'broken.yaml:5:40  error invalid-value  nodes[0].nodeIp: "10.0.0.511" is not an IP address.',
    );
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(tree(paths.output)).toEqual(before);
  });

  test('the good ones are written', async () => {
    const paths = fleet({ a: MINIMAL, broken: 'nodes: 1', c: MINIMAL });
    const { status } = await synth(paths);
    expect(status).toBe(1);
    expect(readdirSync(paths.output).sort()).toEqual(['a', 'c']);
  });
});

test('a second run, another order and single runs write the same bytes', async () => {
  const paths = fleet({
    a: MINIMAL,
    b: `${MINIMAL}metallb: { ipAddressPools: [{ name: lan, addresses: [10.0.0.100/28], advertise: l2 }] }`,
  });
  await synth(paths);
  const first = tree(paths.output);
  await synth(paths);
  expect(tree(paths.output)).toEqual(first);
  const again = { ...paths, output: `${paths.output}-again` };
  await synth(again, 'b');
  await synth(again, 'a');
  expect(tree(again.output)).toEqual(first);
});

test('files that a cluster no longer has are removed from its folder', async () => {
  const paths = fleet({ a: MINIMAL });
  await synth(paths);
  writeFileSync(join(paths.profiles, 'a.yaml'), MINIMAL.replace('name: one', 'name: other'));
  await synth(paths);
  expect(readdirSync(join(paths.output, 'a', 'k3s'))).toEqual(['other.yml']);
  expect(readdirSync(paths.output)).toEqual(['a']);
});

test('a list of 150,000 entries is refused in one line', async () => {
  const names = Array.from({ length: 150_000 }, (_, index) => `x${index.toString(36)}`).join(',');
  const { status, stderr } = await synth(fleet({ a: `${MINIMAL}tlsSan: [${names}]\n` }));
  expect(status).toBe(1);
  expect(stderr.match(/ error /g)).toHaveLength(1);
});

test('only the named clusters are written', async () => {
  const paths = fleet({ a: MINIMAL, b: MINIMAL });
  await synth(paths, 'b');
  expect(readdirSync(paths.output)).toEqual(['b']);
});

describe('a wrong call prints one line and exits with 2', () => {
  test.each<[string, string[], string]>([
    ['an unknown command', ['frobnicate'], "error: unknown command 'frobnicate'"],
    ['an unknown option', ['synth', '--frobnicate'], "error: unknown option '--frobnicate'"],
    [
      'a folder that is not there',
      ['synth', '--profiles', '/nonexistent'],
      'netstack: there is no folder "/nonexistent" to read profiles from',
    ],
    [
      'a misspelt cluster',
      ['validate', 'pikub'],
      'netstack: there is no profile "pikub"; did you mean "pikube"?',
    ],
    ['a profile that is not there', ['validate', 'nonesuch'], 'netstack: there is no profile "nonesuch"'],
  ])('%s', async (_, args, message) => {
    const { status, stderr } = await call(...args);
    expect(status).toBe(2);
    expect(stderr.trim()).toBe(message);
  });

  test('nothing is written', () => {
    expect(existsSync('/nonexistent')).toBe(false);
  });
});
