import type { NameRewrite } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

const LABEL = '[A-Za-z0-9_](?:[-A-Za-z0-9_]{0,61}[A-Za-z0-9_])?';
const NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*\\.?$`);
const PART_OF_NAME = /^[-A-Za-z0-9_.]+$/;
const ONE_TOKEN = /^[^\s"]+$/;

const WHAT = {
  exact: 'a domain name',
  regex: 'a text without spaces and quotes that makes a domain name',
  prefix: 'the beginning of a domain name',
  suffix: 'the end of a domain name',
} as const;

export const corednsRewriteNameInvalid: NetworkRule = {
  id: 'coredns-rewrite-name-invalid',
  severity: 'error',
  title: 'A rewrite has a name that is not a domain name',
  why:
    'A query contains a domain name. CoreDNS never rewrites from anything else, and no server resolves anything ' +
    'else.',
  fix: 'Write a domain name, or the part that a prefix or suffix matches.',
  check({ coredns }, report, source) {
    for (const rewrite of coredns.mode === 'none' ? [] : coredns.rewrite) {
      for (const [key, form] of Object.entries(forms(rewrite))) {
        const text =
          key === 'from'
            ? rewrite.from
            : rewrite.to.replace(/\{\d+\}/g, rewrite.match === 'regex' ? 'x' : '$&');
        if (form.test(text)) continue;
        const path = pathOf(rewrite, key);
        report({
          path,
          message: `${source.quote(path)} is not ${WHAT[rewrite.match]}.`,
        });
      }
    }
  },
};

function forms({ match }: NameRewrite): { readonly from: RegExp; readonly to: RegExp } {
  switch (match) {
    case 'exact':
      return { from: NAME, to: NAME };
    case 'regex':
      return { from: ONE_TOKEN, to: NAME };
    case 'prefix':
    case 'suffix':
      return { from: PART_OF_NAME, to: PART_OF_NAME };
  }
}
