import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import { call } from './cli/call';

const README = readFileSync('README.md', 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'netstack-docs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The first fenced block of a language. */
function block(language: string): string {
  const match = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(README);
  if (match?.[1] === undefined) throw new Error(`README.md has no block of ${language}`);
  return match[1];
}

describe('README.md', () => {
  const profile = join(folder, 'home.yaml');
  writeFileSync(profile, block('yaml'));

  test('its profile is a whole cluster', async () => {
    const { status, stderr, stdout } = await call('validate', profile, '--quiet');
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    expect((await call('synth', profile, '--output', join(folder, 'dist'))).status).toBe(0);
  });

  test('the files of its picture come out', () => {
    const picture = /profiles\/home\.yaml[^]*?images\.txt/.exec(README)?.[0] ?? '';
    const named = picture.match(/netstack-\d\d-[a-z-]+\.k8s\.yaml/g) ?? [];
    expect(named.length).toBeGreaterThan(3);
    expect(readdirSync(join(folder, 'dist', 'home', 'manifests'))).toEqual(expect.arrayContaining(named));
  });

  test('the error that it shows is the one that comes', async () => {
    const broken = join(folder, 'broken.yaml');
    writeFileSync(broken, block('yaml').replace('10.0.0.100-10.0.0.150', '10.0.0.10-10.0.0.150'));
    const { status, stdout } = await call('validate', broken);
    expect(status).toBe(1);
    const shown = /metallb\.ipAddressPools\[0\]\.addresses\[0\]: .*\n +.*/.exec(README)?.[0] ?? 'none';
    const normalized = (text: string) => text.replace(/\s+/g, ' ').trim();
    expect(normalized(stdout)).toContain(normalized(shown));
  });

  test('its library example runs', () => {
    const source = join(folder, 'example.ts');
    const bundle = join(folder, 'example.js');
    writeFileSync(source, block('ts').replace('k3s-netstack', join(process.cwd(), 'constructs')));
    const write = `new App({ outdir: ${JSON.stringify(join(folder, 'example'))} })`;
    writeFileSync(source, readFileSync(source, 'utf8').replace('new App()', write));
    buildSync({
      entryPoints: [source],
      bundle: true,
      platform: 'node',
      outfile: bundle,
      absWorkingDir: process.cwd(),
      nodePaths: ['node_modules'],
    });
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    require(bundle);
    expect(readdirSync(join(folder, 'example'))).toEqual(['metallb.k8s.yaml']);
  });

  test('every command that it names is there', async () => {
    const { stdout } = await call('--help');
    for (const [, command] of README.matchAll(/npx --no netstack ([a-z]+)/g)) {
      expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    }
  });
});

describe('links between documents', () => {
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'examples/README.md',
    ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
  ];
  test.each(documents)('%s', (document) => {
    const text = readFileSync(document, 'utf8');
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
      const path = join(document, '..', target ?? '');
      expect(() => readdirSync(join(path, '..'))).not.toThrow();
      expect([...readdirSync(join(path, '..')), '.']).toContain(path.split('/').filter(Boolean).at(-1));
    }
  });
});

test('no command of the docs runs a package that npx would download', () => {
  const docs = ['README.md', 'CONTRIBUTING.md', ...readdirSync('docs').map((file) => `docs/${file}`)];
  for (const file of docs.filter((name) => name.endsWith('.md'))) {
    const text = readFileSync(file, 'utf8');
    expect({ file, found: text.match(/npx (?!--no |cdk8s )\S+|sudo (?:npx|netstack)\b.*/g) }).toEqual({
      file,
      found: null,
    });
  }
});
