import { expect, test } from 'vitest';
import { loadProfile } from '../../src/plan/load-profile';
import { checkPlan } from '../../src/rules/check-plan';

const TWO_SERVERS = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11 }
  - { name: two, role: server, nodeIp: 10.0.0.12 }
registrationAddress: k3s.home.arpa
`;

/** Ids of what the rules say of a profile, in the order in which they say it. */
function findings(text: string): string[] {
  const { plan, source } = loadProfile('test.yaml', text);
  return plan === undefined ? [] : checkPlan(plan, source).map(({ rule }) => rule.id);
}

test('a warning is said until it is silenced', () => {
  expect(findings(TWO_SERVERS)).toEqual(['etcd-servers-even']);
  const silenced = `${TWO_SERVERS}silence: [{ rule: etcd-servers-even, reason: a third one is ordered }]`;
  expect(findings(silenced)).toEqual([]);
});

test('an error is reported nevertheless', () => {
  const text = TWO_SERVERS.replace('two', 'one');
  const silenced = `${text}silence: [{ rule: node-name-duplicate, reason: they are twins }]`;
  expect(findings(silenced)).toEqual(['etcd-servers-even', 'node-name-duplicate', 'silence-of-error']);
});

test('a rule that a value kept from speaking may well have had something to say', () => {
  const unreadable = TWO_SERVERS.replace('role: server, nodeIp: 10.0.0.12', 'role: serve, nodeIp: 10.0.0.12');
  const silenced = `${unreadable}silence: [{ rule: etcd-servers-even, reason: a third one is ordered }]`;
  expect(findings(silenced)).toEqual([]);
});

test('entries that cannot be read silence nothing and hide nothing', () => {
  const entries = ['{ rule: 5, reason: a number }', '{ reason: no rule }', 'a text'];
  for (const entry of entries) {
    expect(findings(`${TWO_SERVERS}silence: [${entry}]`)).toEqual(['etcd-servers-even']);
  }
});
