import { pathOf, joinList } from '../../diagnostics';
import { knownNames, listFixedNames, zoneOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsTemplateHidesName: NetworkRule = {
  id: 'coredns-template-hides-name',
  severity: 'warning',
  title: 'A template answers a name that another host has',
  why:
    'A template answers every name below its zone with the same address. Pods that resolve the API server or ' +
    'another machine by such a name connect to the wrong host.',
  fix: 'Add the name to hosts, or give the template a narrower zone.',
  check(plan, report, source) {
    const { coredns, nodes } = plan;
    if (coredns.mode === 'none' || coredns.template.length === 0) return;
    const fixed = new Set(listFixedNames(coredns).map(({ name }) => name));
    const others = [
      ...knownNames(plan).filter(({ traefik }) => !traefik),
      ...nodes.map((node) => ({ name: node.name, title: `node "${node.name}"`, path: pathOf(node, 'name') })),
    ];
    for (const template of coredns.template) {
      const hidden = others.find(
        ({ name }) =>
          name !== template.zone && zoneOf(coredns, name)?.zone === template.zone && !fixed.has(name),
      );
      if (hidden === undefined) continue;
      const path = pathOf(template, 'zone');
      report({
        path,
        message: `${source.quote(path)} answers for every name below it, and ${hidden.name} (${source.line(hidden.path)}) is ${hidden.title}.`,
        hint: `Pods would connect to ${joinList(template.addresses.map(String))} instead. Add ${hidden.name} to hosts, or give the template a narrower zone such as apps.${template.zone}.`,
      });
    }
  },
};
