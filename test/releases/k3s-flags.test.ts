import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { isFlagOf, isKnownFlag, isListFlag } from '../../src/releases/k3s-flags';

const K3S = process.env.NETSTACK_K3S ?? 'k3s';

/** The flags of `k3s <role> --help`, and which of them are lists. */
function helpOf(role: 'server' | 'agent') {
  const { stdout } = spawnSync(K3S, [role, '--help'], { encoding: 'utf8' });
  const lines = (stdout ?? '').split('\n').filter((line) => /^\s+--/.test(line) && !line.includes('--help'));
  const flags = lines.map((line) => /--([a-z0-9-]+)/.exec(line)?.[1] as string);
  const lists = lines
    .filter((line) => /\[ --/.test(line))
    .map((line) => /--([a-z0-9-]+)/.exec(line)?.[1] as string);
  return { flags, lists };
}

const [server, agent] = [helpOf('server'), helpOf('agent')];

describe.skipIf(server.flags.length === 0)('the flags of an installed k3s', () => {
  test('are known', () => {
    expect([...server.flags, ...agent.flags].filter((flag) => !isKnownFlag(flag))).toEqual([]);
  });

  test('belong to the roles that have them', () => {
    expect(server.flags.filter((flag) => !isFlagOf('server', flag))).toEqual([]);
    expect(agent.flags.filter((flag) => !isFlagOf('agent', flag))).toEqual([]);
    expect(server.flags.filter((flag) => !agent.flags.includes(flag) && isFlagOf('agent', flag))).toEqual([]);
    expect(agent.flags.filter((flag) => !server.flags.includes(flag) && isFlagOf('server', flag))).toEqual(
      [],
    );
  });

  test('are lists where k3s takes several', () => {
    const all = [...new Set([...server.flags, ...agent.flags])];
    const lists = new Set([...server.lists, ...agent.lists]);
    expect(all.filter((flag) => isListFlag(flag)).sort()).toEqual([...lists].sort());
  });
});
