import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newClusterSteps } from '../../src/steps';
import { commandsOf, renderProfile } from '../diff/rendered';

test('samples for TCP and UDP are tried by curl and dig', () => {
  const profile = readFileSync('test/verify/lan/streams.yaml', 'utf8');
  const steps = newClusterSteps(renderProfile(profile, 'streams'), 'kubectl').filter(
    ({ id }) => id === 'try',
  );
  expect(commandsOf(steps)).toEqual([
    'curl http://10.0.0.100:7000/',
    'curl --insecure --http1.1 --resolve sni.lan:443:10.0.0.100 https://sni.lan:443/',
    'curl --insecure --http1.1 --resolve pass.lan:443:10.0.0.100 https://pass.lan:443/',
    'curl --insecure https://10.0.0.101:8443/',
    'dig @10.0.0.100 -p 5300 whoami.test',
    'dig @10.0.0.102 -p 53 whoami.test',
  ]);
});
