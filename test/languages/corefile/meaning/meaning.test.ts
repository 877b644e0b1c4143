import { describe, expect, test } from 'vitest';
import { Address } from '../../../../src/address';
import type { NameQuery } from '../../../../src/languages/corefile';
import {
  findAclRefusal,
  findTemplateAnswer,
  readSnippet,
  readUses,
  rewriteQuery,
} from '../../../../src/languages/corefile';

const SERVICE: NameQuery = { name: 'web.apps.svc.cluster.local', type: 'A' };

function usesIn(text: string, plugin: string) {
  return readUses(readSnippet(text, 'override').directives, plugin);
}

describe('rewrite, for web.apps.svc.cluster.local', () => {
  test.each([
    ['name web.apps.svc.cluster.local a.b', 'a.b'],
    ['name exact WEB.apps.svc.cluster.local. a.b.', 'a.b'],
    ['name prefix web. api.', 'api.apps.svc.cluster.local'],
    ['name suffix .cluster.local .lan', 'web.apps.svc.lan'],
    ['name substring apps lab', 'web.lab.svc.cluster.local'],
    ['name regex (.*)[.]svc[.]cluster[.]local[.] {1}.lan', 'web.apps.lan'],
    ['continue name suffix .local .lan', 'web.apps.svc.cluster.lan'],
    ['stop name suffix .local .lan answer auto', 'web.apps.svc.cluster.lan'],
    ['name suffix .example.org .lan', 'web.apps.svc.cluster.local'],
    ['ttl web.apps.svc.cluster.local 30', 'web.apps.svc.cluster.local'],
  ])('%s', (rule, name) => {
    expect(rewriteQuery(usesIn(`rewrite ${rule}`, 'rewrite'), SERVICE).name).toBe(name);
  });

  test('the first rule that fits stops, unless it continues', () => {
    const second = 'rewrite name suffix .lan .home.arpa';
    const first = (mode: string) => `rewrite ${mode} name suffix .cluster.local .lan\n${second}`;
    expect(rewriteQuery(usesIn(first('stop'), 'rewrite'), SERVICE).name).toBe('web.apps.svc.lan');
    expect(rewriteQuery(usesIn(first('continue'), 'rewrite'), SERVICE).name).toBe('web.apps.svc.home.arpa');
  });

  test('type and class', () => {
    const uses = usesIn('rewrite continue type A AAAA\nrewrite class IN CH', 'rewrite');
    expect(rewriteQuery(uses, SERVICE)).toMatchObject({ type: 'AAAA', queryClass: 'CH' });
  });
});

describe('template, for web.apps.svc.cluster.local', () => {
  test.each([
    ['IN A {\n rcode NXDOMAIN\n}', 'match'],
    ['ANY ANY cluster.local {\n rcode NXDOMAIN\n}', 'match'],
    ['IN A . {\n match [.]local[.]$\n rcode NXDOMAIN\n}', 'match'],
    ['IN A . {\n match ^a[.]$ ^web[.]\n rcode NXDOMAIN\n fallthrough\n}', 'match'],
    ['IN A . {\n match ^a[.]$\n rcode NXDOMAIN\n}', 'no-fallthrough'],
    ['IN A . {\n match ^a[.]$\n rcode NXDOMAIN\n fallthrough lan\n}', 'no-fallthrough'],
    ['IN A . {\n match ^a[.]$\n rcode NXDOMAIN\n fallthrough\n}', undefined],
    ['IN A . {\n match ^a[.]$\n rcode NXDOMAIN\n fallthrough local\n}', undefined],
    ['IN A lan {\n rcode NXDOMAIN\n}', undefined],
    ['IN AAAA {\n rcode NXDOMAIN\n}', undefined],
    ['CH A {\n rcode NXDOMAIN\n}', undefined],
  ])('%s', (rule, because) => {
    const found = findTemplateAnswer(usesIn(`template ${rule}`, 'template'), ['.'], SERVICE);
    expect(found?.because).toBe(because);
  });
});

describe('acl, for a pod at 10.42.1.5', () => {
  test.each([
    ['acl {\n block\n}', 'block'],
    ['acl {\n BLOCK net 10.42.0.0/16\n}', 'BLOCK'],
    ['acl {\n drop type A net 10.42.1.5\n}', 'drop'],
    ['acl {\n filter type *\n}', 'filter'],
    ['acl cluster.local {\n block\n}', 'block'],
    ['acl {\n allow net 10.42.0.0/16\n block\n}', undefined],
    ['acl {\n allow\n}\nacl {\n block\n}', undefined],
    ['acl lan {\n allow\n}\nacl {\n block\n}', 'block'],
    ['acl {\n block type AAAA\n}', undefined],
    ['acl {\n block net 10.43.0.0/16 fd00::/8\n}', undefined],
    ['acl lan {\n block\n}', undefined],
  ])('%s', (text, word) => {
    const line = findAclRefusal(usesIn(text, 'acl'), ['.'], SERVICE, Address.parse('10.42.1.5'));
    expect(line?.word.text).toBe(word);
  });
});
