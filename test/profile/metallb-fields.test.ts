import { expect, test } from 'vitest';
import crds from '../../crds/metallb.io.json';
import { profileSchema } from '../../src/profile/schema/profile';
import { schemaAt, shapeOf } from '../../src/profile/schema/inspect';

/** The key of the profile whose entries are objects of a kind. */
const KEYS: Readonly<Record<string, string>> = {
  BFDProfile: 'bfdProfiles',
  BGPAdvertisement: 'bgpAdvertisements',
  BGPPeer: 'bgpPeers',
  IPAddressPool: 'ipAddressPools',
  L2Advertisement: 'l2Advertisements',
};

/** Fields that the profile has under another name. */
const RENAMED: Readonly<Record<string, string>> = {
  connectTime: 'connectTimeSeconds',
  holdTime: 'holdTimeSeconds',
  keepaliveTime: 'keepaliveTimeSeconds',
};

/** Fields that the profile does not have, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'BGPPeer password': 'a secret: passwordSecret names one',
};

interface Crd {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly storage: boolean;
      readonly schema: {
        readonly openAPIV3Schema: {
          readonly properties: { readonly spec?: { readonly properties?: object } };
        };
      };
    }[];
  };
}

test('the profile has every spec field of the storage versions, or a reason', () => {
  const missing = (crds.items as readonly unknown[] as readonly Crd[]).flatMap(({ spec }) => {
    const { kind } = spec.names;
    const key = KEYS[kind];
    if (key === undefined) return [];
    const version = spec.versions.find(({ storage }) => storage);
    const fields = Object.keys(version?.schema.openAPIV3Schema.properties.spec?.properties ?? {});
    const known = Object.keys(shapeOf(schemaAt(profileSchema, ['metallb', key, 0])));
    return fields
      .filter((field) => !known.includes(RENAMED[field] ?? field))
      .map((field) => `${kind} ${field}`);
  });
  expect(missing.sort()).toEqual(Object.keys(LEFT_OUT).sort());
});
