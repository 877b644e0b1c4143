import { describe, expect, test } from 'vitest';
import { findSitePath, rewriteLinks } from '../../src/site/links';

const ids = { rules: new Set(['a-rule']), checks: new Set(['a-check']) };

describe('a link in a document', () => {
  test.each([
    ['docs/apply.md', '[lab](lab.md)', '[lab](./lab.md)'],
    ['README.md', '[lab](docs/lab.md#images)', '[lab](./lab.md#images)'],
    ['docs/apply.md', '[a](rules.md#a-rule)', '[a](./rules/a-rule.md)'],
    ['docs/apply.md', '[a](verify.md#a-check)', '[a](./checks/a-check.md)'],
    ['docs/apply.md', '[a](rules.md#running-cluster)', '[a](./rules/index.md#running-cluster)'],
    ['docs/upstream-differences/metallb.md', '[a](../verify.md)', '[a](../verify.md)'],
    ['docs/api/README.md', '[examples](../../examples/README.md)', '[examples](../examples.md)'],
    ['README.md', '[`x`](profiles/example.yaml)', '[`x`](/profiles/example.yaml)'],
    ['docs/lab.md', '[here](#images)', '[here](./lab.md#images)'],
    ['docs/lab.md', '[web](https://example.org/a.md)', '[web](https://example.org/a.md)'],
    ['docs/traefik.md', '[`test/profiles/real/`](../test/profiles/real/)', '`test/profiles/real/`'],
    ['docs/apply.md', '[tests](../test/x)', 'tests (`test/x` in the repository)'],
  ])('%s: %s', (file, link, expected) => {
    expect(rewriteLinks(link, file, ids)).toBe(expected);
  });
});

test('a source file is not in the site', () => {
  expect(findSitePath('src/site/links.ts')).toBeUndefined();
});
