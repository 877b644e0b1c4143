import { pathOf } from '../../diagnostics';
import { titleOf } from '../../running';
import type { RunningObject } from '../../running';
import type { ApiObject } from '../../kubernetes/api-object';
import type { LiveRule } from '../live-rule';

export const liveCrdVersion: LiveRule = {
  id: 'live-crd-version',
  severity: 'error',
  title: 'Objects are stored in a CRD version that the profile does not render',
  why:
    'The API server rejects a CRD without a version that objects are stored in. Without the CRD of the profile, its ' +
    'objects have fields that the API server drops.',
  fix: 'Migrate the stored objects to the newer version first, with the tool of the component.',
  *compare({ plan, rendered, running }) {
    for (const crd of rendered.filter(({ kind }) => kind === 'CustomResourceDefinition')) {
      const current = running.find(crd);
      const stored = current?.status?.storedVersions ?? [];
      const versions = listVersions(crd);
      const missing = stored.filter((version) => !versions.includes(version));
      if (missing.length === 0) continue;
      const isMetalLb = crd.metadata.name.endsWith('.metallb.io');
      yield {
        path: pathOf(isMetalLb && plan.metallb !== undefined ? plan.metallb : plan.traefik),
        message: `${titleOf(crd)} stores objects in ${missing.join(', ')}, and the profile renders ${versions.join(', ')}.`,
      };
    }
  },
};

function listVersions(crd: ApiObject): readonly string[] {
  return ((crd as RunningObject).spec?.versions ?? []).map(({ name }) => name);
}
