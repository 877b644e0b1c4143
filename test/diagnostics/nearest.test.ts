import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/diagnostics';

const BACKENDS = ['vxlan', 'host-gw', 'wireguard-native', 'none'];

describe('the nearest word', () => {
  test.each([
    ['vxlam', 'vxlan'],
    ['vlxan', 'vxlan'],
    ['VXLAN', 'vxlan'],
    ['hostgw', 'host-gw'],
    ['wireguard_native', 'wireguard-native'],
    ['wiregard-nativ', 'wireguard-native'],
    ['nnoe', 'none'],
    ['nome', 'none'],
  ])('to %s is %s', (word, known) => {
    expect(nearest(word, BACKENDS)).toBe(known);
  });

  test.each(['port', 'cilium', 'one two', '', 'x'.repeat(100_000)])('to %.20s is none', (word) => {
    expect(nearest(word, BACKENDS)).toBeUndefined();
  });

  test('is none among none', () => {
    expect(nearest('vxlan', [])).toBeUndefined();
  });

  test('is the known word as it is written', () => {
    expect(nearest('loadbalancerips', ['loadBalancerIPs'])).toBe('loadBalancerIPs');
  });
});
