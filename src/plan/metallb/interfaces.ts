/**
 * Interfaces that MetalLB's speakers leave out, whatever an advertisement says: the ConfigMap metallb-excludel2.
 *
 * @see https://metallb.io/configuration/_advanced_l2_configuration/
 */
const EXCLUDED: readonly RegExp[] = [
  /^docker/,
  /^cbr/,
  /^dummy/,
  /^virbr/,
  /^lxcbr/,
  /^veth/,
  /^lo$/,
  /^cali/,
  /^tunl/,
  /^flannel/,
  /^kube-ipvs/,
  /^cni/,
  /^nodelocaldns/,
  /^lxc/,
];

/** Whether speakers never announce on an interface of this name. */
export function isExcludedInterface(name: string): boolean {
  return EXCLUDED.some((pattern) => pattern.test(name));
}
