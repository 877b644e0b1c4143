import type { ProfilePath } from '../../diagnostics';
import type { MetalLbPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbDuplicateEntry: NetworkRule = {
  id: 'metallb-duplicate-entry',
  severity: 'error',
  title: 'Duplicate entry in a list of a MetalLB object',
  why: "MetalLB's webhook rejects the whole object: the pool or advertisement is not created.",
  fix: 'Remove one of the two.',
  check({ metallb }, report, source) {
    for (const { values, path } of metallb === undefined ? [] : lists(metallb)) {
      for (const [index, value] of values.entries()) {
        const first = values.indexOf(value);
        if (first === index) continue;
        report({
          path: [...path, index],
          message: `${source.quote([...path, index])} is already in this list (${source.line([...path, first])}).`,
          hint: "MetalLB's webhook rejects the whole object. Remove one of the two.",
        });
      }
    }
  },
};

function lists(
  metallb: MetalLbPlan,
): readonly { readonly values: readonly string[]; readonly path: ProfilePath }[] {
  return [
    ...metallb.ipAddressPools.flatMap(({ serviceAllocation }) =>
      serviceAllocation === undefined
        ? []
        : [{ values: serviceAllocation.namespaces, path: pathOf(serviceAllocation, 'namespaces') }],
    ),
    ...metallb.l2Advertisements.map((one) => ({
      values: one.ipAddressPools,
      path: pathOf(one, 'ipAddressPools'),
    })),
    ...metallb.bgpAdvertisements.flatMap((one) => [
      { values: one.ipAddressPools, path: pathOf(one, 'ipAddressPools') },
      { values: one.communities, path: pathOf(one, 'communities') },
      { values: one.peers, path: pathOf(one, 'peers') },
    ]),
  ];
}
