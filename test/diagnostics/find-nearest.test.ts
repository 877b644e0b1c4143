import { describe, expect, test } from 'vitest';
import { findNearest } from '../../src/diagnostics';

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
    expect(findNearest(word, BACKENDS)).toBe(known);
  });

  test.each(['port', 'cilium', 'one two', '', 'x'.repeat(100_000)])('to %.20s is none', (word) => {
    expect(findNearest(word, BACKENDS)).toBeUndefined();
  });

  test('is none among none', () => {
    expect(findNearest('vxlan', [])).toBeUndefined();
  });

  test('returns the known word in its own letter case', () => {
    expect(findNearest('loadbalancerips', ['loadBalancerIPs'])).toBe('loadBalancerIPs');
  });
});
