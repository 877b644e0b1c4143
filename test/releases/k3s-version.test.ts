import { describe, expect, test } from 'vitest';
import { Unreadable } from '../../src/address';
import { K3sVersion } from '../../src/releases';

function explainRefusal(text: string): string {
  try {
    K3sVersion.parse(text);
  } catch (error) {
    if (error instanceof Unreadable) return `${error.message}. ${error.hint}`;
    throw error;
  }
  throw new Error(`${text} was read`);
}

test('a release is its Kubernetes version and its own revision', () => {
  const version = K3sVersion.parse('v1.35.0+k3s3');
  expect(version).toMatchObject({ major: 1, minor: 35, patch: 0, revision: 3 });
  expect(version.toString()).toBe('v1.35.0+k3s3');
});

test('a candidate counts as what it is a candidate for', () => {
  const candidate = K3sVersion.parse('v1.38.0-rc2+k3s1');
  expect(candidate).toMatchObject({ major: 1, minor: 38, patch: 0, revision: 1 });
  expect(candidate.toString()).toBe('v1.38.0-rc2+k3s1');
  expect(candidate.isAtLeast(1, 38)).toBe(true);
});

describe('order', () => {
  const ordered = [
    'v1.32.9+k3s1',
    'v1.32.10+k3s1',
    'v1.33.0+k3s1',
    'v1.35.0+k3s1',
    'v1.35.0+k3s3',
    'v2.0.0+k3s1',
  ];

  test('is by numbers, revision last', () => {
    const versions = ordered.map((text) => K3sVersion.parse(text));
    expect(
      versions
        .toReversed()
        .sort((a, b) => a.compareTo(b))
        .map(String),
    ).toEqual(ordered);
    for (const [index, version] of versions.entries()) {
      expect(versions.map((other) => version.isSince(other))).toEqual(
        ordered.map((_, other) => other <= index),
      );
    }
  });

  test('at least asks for Kubernetes only', () => {
    const version = K3sVersion.parse('v1.34.2+k3s1');
    expect(version.isAtLeast(1, 34, 2)).toBe(true);
    expect(version.isAtLeast(1, 34)).toBe(true);
    expect(version.isAtLeast(1, 34, 3)).toBe(false);
    expect(version.isAtLeast(1, 35)).toBe(false);
    expect(version.isAtLeast(2, 0)).toBe(false);
    expect(K3sVersion.parse('v2.0.0+k3s1').isAtLeast(1, 99, 99)).toBe(true);
  });
});

describe('what is no release', () => {
  const general =
    'is not a k3s release. Write the full name as `k3s --version` prints it, with the patch release and the revision: "v1.37.1+k3s1".';
  const meant = (text: string) =>
    `is not a k3s release. Write the full name as \`k3s --version\` prints it. Did you mean "${text}"?`;

  test.each([
    ['1.37.1', meant('v1.37.1+k3s1')],
    ['v1.37.1', meant('v1.37.1+k3s1')],
    ['v1.37.1-k3s2', meant('v1.37.1+k3s2')],
    ['1.37.1+k3s1', meant('v1.37.1+k3s1')],
    ['v1.37.1-rc1', meant('v1.37.1-rc1+k3s1')],
    ['v1.37', general],
    ['stable', general],
    ['v1.037.1+k3s1', general],
    ['v1.37.1+k3s', general],
    ['v1.37.1+rke2r1', general],
    [' v1.37.1+k3s1', general],
    ['', general],
  ])('%j', (text, message) => {
    expect(explainRefusal(text)).toBe(message);
  });
});
