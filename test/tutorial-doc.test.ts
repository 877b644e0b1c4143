import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from './cli/call';
import { RELEASES_WITH_CHANGES } from '../src/releases/k3s-facts';

const TEXT = readFileSync('docs/tutorial.md', 'utf8');

function blocks(language: string): readonly string[] {
  return [...TEXT.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, text = '']) => text);
}

describe('docs/tutorial.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'netstack-tutorial-'));
  const profiles = join(folder, 'profiles');
  const output = join(folder, 'dist');
  const paths = ['--profiles', profiles];

  beforeAll(() => {
    mkdirSync(profiles);
    writeFileSync(join(profiles, 'home.yaml'), blocks('yaml')[0] ?? '');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('its profile has no finding, and its output is that of the commands', async () => {
    const validated = await call('validate', ...paths);
    const written = await call('synth', ...paths, '--output', output);
    expect([validated.status, written.status]).toEqual([0, 0]);
    const [findings, files] = blocks('text').map((text) => text.trim());
    expect(validated.stderr).toContain(findings);
    expect(written.stderr + written.stdout).toContain(files?.replace('dist/home', join(output, 'home')));
  });

  test('every command of the installation is one that netstack next prints, in the same order', async () => {
    await call('synth', ...paths, '--output', output);
    const { status, stdout } = await call('next', 'home', ...paths, '--output', output);
    expect(status).toBe(0);
    const printed = stdout.replaceAll(output, 'dist').split('\n');
    const shown = blocks('console').flatMap((text) => text.trim().split('\n'));
    expect(shown.length).toBeGreaterThan(15);
    const places = shown.map((line) => printed.indexOf(line));
    expect(shown.filter((_, index) => places[index] === -1)).toEqual([]);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('every netstack command and option exists', async () => {
    const commands = [...TEXT.matchAll(/npx --no netstack (\w+)(.*)/g)];
    expect(commands.length).toBeGreaterThan(7);
    for (const [, command = '', rest = ''] of commands) {
      const { status, stdout } = await call(command, '--help');
      expect(status).toBe(0);
      for (const [option] of rest.matchAll(/--[a-z0-9-]+/g)) expect(stdout).toContain(option);
    }
  });
});

test('docs/upgrades.md names every release that changes what is written', () => {
  const text = readFileSync('docs/upgrades.md', 'utf8');
  for (const release of RELEASES_WITH_CHANGES) expect(text).toContain(release.toString());
});
