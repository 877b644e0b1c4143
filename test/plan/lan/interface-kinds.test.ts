import { describe, expect, test } from 'vitest';
import { isOverlayInterface, isPointToPoint } from '../../../src/plan';

describe('interfaces by name', () => {
  test.each([
    ...[
      'wg0',
      'wg-home',
      'wt0',
      'tailscale0',
      'utun3',
      'tun0',
      'ppp0',
      'nebula1',
      'nordlynx',
      'gre1',
      'sit0',
    ],
  ])('%s carries neither ARP nor NDP', (name) => {
    expect(isPointToPoint(name)).toBe(true);
    expect(isOverlayInterface(name)).toBe(true);
  });

  test.each(['ztabcd1234', 'tap0', 'ham0'])('%s is an overlay with Ethernet frames', (name) => {
    expect(isPointToPoint(name)).toBe(false);
    expect(isOverlayInterface(name)).toBe(true);
  });

  test.each([
    'eth0',
    'enp3s0',
    'eno1',
    'end0',
    'wlan0',
    'bond0.50',
    'br0',
    'vmbr0',
    'vlan20',
    'team0',
    'gretap0',
  ])('%s is an Ethernet interface', (name) => expect(isOverlayInterface(name)).toBe(false));
});
