import { expect, test } from 'vitest';
import { cgroupName, labFolder } from '../../../src/lab/layout/folders';

test("the name of a lab's cgroups contains the cluster, and a digest of a folder that is not the default", () => {
  expect(cgroupName(labFolder('/var/lib/netstack/labs/pikube'))).toBe('netstack-lab.pikube');
  expect(cgroupName(labFolder('/srv/labs/pikube'))).toBe('netstack-lab.pikube@44e5e13b');
  expect(cgroupName(labFolder('/home/me/labs/pikube'))).not.toBe(cgroupName(labFolder('/srv/labs/pikube')));
});
