import { etcdAcrossSites } from './etcd-across-sites';
import { etcdServersEven } from './etcd-servers-even';
import { etcdServersMany } from './etcd-servers-many';
import { flannelIfaceMissing } from './flannel-iface-missing';
import { flannelIfaceOfCluster } from './flannel-iface-of-cluster';
import { nodeAddressDuplicate } from './node-address-duplicate';
import { nodeAddressFamilyTwice } from './node-address-family-twice';
import { nodeAddressNotAHost } from './node-address-not-a-host';
import { nodeExternalAddressUnusable } from './node-external-address-unusable';
import { nodeFamilyMissing } from './node-family-missing';
import { nodeHasGatewayAddress } from './node-has-gateway-address';
import { nodeLabelForbidden } from './node-label-forbidden';
import { nodeLabelTwice } from './node-label-twice';
import { nodeNameDuplicate } from './node-name-duplicate';
import { nodeNameTooLong } from './node-name-too-long';
import { nodeOutsideLan } from './node-outside-lan';
import { nodeTaintTwice } from './node-taint-twice';
import { nodesAllTainted } from './nodes-all-tainted';
import { registrationAddressInClusterDomain } from './registration-address-in-cluster-domain';
import { registrationAddressMdns } from './registration-address-mdns';
import { registrationAddressOfAgent } from './registration-address-of-agent';
import { registrationAddressOfOneServer } from './registration-address-of-one-server';
import { registrationAddressOutsideLan } from './registration-address-outside-lan';
import { registrationAddressUnusable } from './registration-address-unusable';
import { serverExternalAddressFamily } from './server-external-address-family';
import { serverExternalAddressesCertificate } from './server-external-addresses-certificate';
import { serverMissing } from './server-missing';
import { sqliteSeveralServers } from './sqlite-several-servers';
import type { NetworkRule } from '../network-rule';

export const nodes: readonly NetworkRule[] = [
  etcdAcrossSites,
  etcdServersEven,
  etcdServersMany,
  flannelIfaceMissing,
  flannelIfaceOfCluster,
  nodeAddressDuplicate,
  nodeAddressFamilyTwice,
  nodeAddressNotAHost,
  nodeExternalAddressUnusable,
  nodeFamilyMissing,
  nodeHasGatewayAddress,
  nodeLabelForbidden,
  nodeLabelTwice,
  nodeNameDuplicate,
  nodeNameTooLong,
  nodeOutsideLan,
  nodeTaintTwice,
  nodesAllTainted,
  registrationAddressInClusterDomain,
  registrationAddressMdns,
  registrationAddressOfAgent,
  registrationAddressOfOneServer,
  registrationAddressOutsideLan,
  registrationAddressUnusable,
  serverExternalAddressFamily,
  serverExternalAddressesCertificate,
  serverMissing,
  sqliteSeveralServers,
];
