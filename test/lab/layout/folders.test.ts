import { expect, test } from 'vitest';
import { cgroupName, labFolder } from '../../../src/lab/layout/folders';

test("a lab's cgroups are named after the cluster, and after the folder where that is not the usual one", () => {
  expect(cgroupName(labFolder('/var/lib/netstack/labs/pikube'))).toBe('netstack-lab.pikube');
  expect(cgroupName(labFolder('/srv/labs/pikube'))).toBe('netstack-lab.pikube@44e5e13b');
  expect(cgroupName(labFolder('/home/me/labs/pikube'))).not.toBe(cgroupName(labFolder('/srv/labs/pikube')));
});
