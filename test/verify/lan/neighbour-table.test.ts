import { describe, expect, it } from 'vitest';
import type { Place } from '../../../verify';
import { RememberingPlace } from '../../../verify';
import { owners } from '../../../verify/lan/neighbour-table';

const STRANGER = '02:00:00:00:00:99';

/** A machine that knows of an address only once it has asked for it. */
function client(): Place {
  const asked = new Set<string>();
  return {
    name: 'client',
    run: ([, , , , ...addresses]) => {
      for (const address of addresses) asked.add(address);
      const list = [...asked].map((dst) => ({ dst, dev: 'eth0', lladdr: STRANGER, state: ['REACHABLE'] }));
      return Promise.resolve({ status: 0, stdout: JSON.stringify(list), stderr: '' });
    },
  };
}

describe('who has an address', () => {
  it('is asked anew for other addresses, though the place remembers what it was asked', async () => {
    const here = new RememberingPlace(client());
    expect([...(await owners(here, ['10.0.0.100'])).keys()]).toEqual(['10.0.0.100']);
    expect([...(await owners(here, ['10.0.0.120'])).keys()]).toEqual(['10.0.0.120']);
  });

  it('is asked of nobody where there is no address', async () => {
    expect((await owners(client(), [])).size).toBe(0);
  });

  it('was not looked at where ip is missing', async () => {
    const here: Place = {
      name: 'client',
      run: () => Promise.resolve({ status: 127, stdout: '', stderr: '' }),
    };
    await expect(owners(here, ['10.0.0.100'])).rejects.toThrow('on client');
  });
});
