import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { call } from '../cli/call';

const PAGE = readFileSync('docs/lab.md', 'utf8');

describe('docs/lab.md', () => {
  const session = /```console\n([^]*?)```/.exec(PAGE)?.[1] ?? '';
  const subcommands = [...session.matchAll(/^netstack lab (\S+)/gm)].map(([, name]) => name);

  test('its session uses every command', async () => {
    const { stdout } = await call('lab', '--help');
    const known = [...stdout.matchAll(/^ {2}([a-z]+) .*<cluster>/gm)].map(([, name]) => name);
    expect(known).toHaveLength(5);
    expect([...new Set(subcommands)].sort()).toEqual(known.sort());
  });

  test('up has every option that it names', async () => {
    const { stdout } = await call('lab', 'up', '--help');
    const named = [...PAGE.matchAll(/`(--[a-z0-9]+)/g)].map(([, option]) => option);
    expect(named.length).toBeGreaterThan(4);
    for (const option of named) expect(stdout, option).toContain(`${option} `);
  });

  test('its table has every image that the script builds', () => {
    const script = readFileSync('src/lab/images/images.mjs', 'utf8');
    const names = [...script.matchAll(/(?:docker|quay)\.io\/([a-z0-9-]+\/[a-z0-9-]+):/g)];
    expect(names.length).toBeGreaterThan(5);
    const packaged = 'rancher/mirrored-coredns-coredns';
    for (const [, name = ''] of names) if (name !== packaged) expect(PAGE, name).toContain(`\`${name}\``);
  });
});
