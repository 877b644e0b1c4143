import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { withoutSudo } from '../terminal/without-sudo';
import { call, emptyFolder } from './call';

beforeEach(() => {
  vi.stubEnv('NETSTACK_LABS', join(emptyFolder(), 'labs'));
  return () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  };
});

const actAs = (user: number) => vi.spyOn(process, 'geteuid').mockReturnValue(user);

test('without a lab of the cluster, one line names the command that makes one', async () => {
  actAs(0);
  const { status, stderr } = await call('trace', 'pikube', 'pod@pi1', 'pod@pi2', '--live');
  expect(status).toBe(1);
  expect(withoutSudo(stderr)).toBe(
    'netstack: trace --live needs a running lab of pikube: "npx --no netstack lab up pikube" makes one\n',
  );
});

test('without root, one line says that it needs root', async () => {
  actAs(1000);
  const { status, stderr } = await call('trace', 'pikube', 'pod@pi1', 'pod@pi2', '--live');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^netstack: trace --live needs root.*\n$/);
});

test('an unknown end is a wrong call', async () => {
  const { status, stderr } = await call('trace', 'pikube', 'pod@pi9', 'pod@pi2', '--live');
  expect(status).toBe(2);
  expect(stderr).toContain('"pod@pi9"');
});
