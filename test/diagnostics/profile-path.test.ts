import { describe, expect, test } from 'vitest';
import { pathOf, formatPath, setPath } from '../../src/diagnostics';

describe('places', () => {
  test('are those that an object was given', () => {
    const node = setPath({ name: 'pi1' }, ['nodes', 0]);
    expect(pathOf(node)).toEqual(['nodes', 0]);
    expect(pathOf(node, 'nodeIp', 1)).toEqual(['nodes', 0, 'nodeIp', 1]);
    expect(setPath(node, ['nodes', 1])).toBe(node);
    expect(pathOf(node)).toEqual(['nodes', 1]);
  });

  test('are no part of the object', () => {
    expect(Object.keys(setPath({ name: 'pi1' }, ['nodes', 0]))).toEqual(['name']);
  });

  test('an object without one throws', () => {
    expect(() => pathOf({})).toThrow('no place is known for this object (asked for the object itself)');
    expect(() => pathOf({}, 'nodeIp', 0)).toThrow('no place is known for this object (asked for nodeIp.0)');
  });
});

describe('a place as text', () => {
  test.each([
    [[], ''],
    [['lan'], 'lan'],
    [['lan', 'cidr'], 'lan.cidr'],
    [['nodes', 0, 'nodeIp', 1], 'nodes[0].nodeIp[1]'],
    [['cluster-cidr'], 'cluster-cidr'],
    [
      ['nodeSelectors', 0, 'matchLabels', 'kubernetes.io/hostname'],
      'nodeSelectors[0].matchLabels["kubernetes.io/hostname"]',
    ],
    [['a key'], '["a key"]'],
    [['lan', ''], 'lan[""]'],
    [['\u001b[31m'], '["\\u{1b}[31m"]'],
  ])('%j', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});
