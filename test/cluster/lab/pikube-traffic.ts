import { expect } from 'vitest';
import type { RunningLab } from './running-lab';

const NAMED = [80, 443].flatMap((port) => ['--resolve', `whoami.home.arpa:${port}:10.0.0.100`]);

/** A client on the LAN reaches one sample by an address, and the other by its name, over TLS and by a redirect. */
export async function expectPikubeTraffic(lab: RunningLab): Promise<void> {
  expect(await lab.httpStatus('http://10.0.0.101:8080/')).toBe('200');
  expect(await lab.httpStatus('https://whoami.home.arpa/', ...NAMED)).toBe('200');
  expect(await lab.httpStatus('http://whoami.home.arpa/', ...NAMED)).toBe('301');
}
