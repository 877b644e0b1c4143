import { expect, test } from 'vitest';
import { PAGES } from '../../src/rules/registry';
import { renderPages } from '../../src/site/pages';
import { ALL_CHECKS } from '../../src/verify';

const pages = renderPages((rule) =>
  rule === 'etcd-servers-even'
    ? { profile: 'k3sVersion: x\n', message: 'test/fixtures/invalid/etcd-servers-even.yaml:1:1  warning\n' }
    : undefined,
);

test('every rule and every check has a page under its ID', () => {
  const expected = [
    ...PAGES.map(({ id }) => `rules/${id}.md`),
    ...ALL_CHECKS.map(({ id }) => `checks/${id}.md`),
  ];
  expect([...pages.keys()]).toEqual(expect.arrayContaining(expected));
  expect(pages.size).toBe(new Set(expected).size + 2);
});

test('a rule has its texts, its example and how to silence it', () => {
  const page = pages.get('rules/etcd-servers-even.md') ?? '';
  expect(page).toMatch(/^# etcd-servers-even\n/);
  expect(page).toContain('## Consequence');
  expect(page).toContain('profiles/etcd-servers-even.yaml:1:1  warning');
  expect(page).toContain('- { rule: etcd-servers-even, reason:');
});

test('an error cannot be silenced', () => {
  expect(pages.get('rules/metallb-pool-contains-node.md')).not.toContain('silence:');
});

test('a check links the checks that it depends on', () => {
  const dependent = ALL_CHECKS.find(({ dependsOn = [] }) => dependsOn.length > 0);
  const [cause = ''] = dependent?.dependsOn ?? [];
  expect(pages.get(`checks/${dependent?.id}.md`)).toContain(`[${cause}](${cause}.md)`);
});
