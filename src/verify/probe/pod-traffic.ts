import { randomBytes } from 'node:crypto';
import type { Family } from '../../address';
import { formatForUrl } from '../../address';
import type { ClusterCheck, Verification } from '../check';
import type { Observation } from '../finding';
import { compared } from '../finding';
import { deviceOf } from '../flannel';
import { refusalOf } from '../overlay/connect';
import { pinged } from '../overlay/ping';
import { reached } from '../overlay/reach-text';
import type { Place } from '../place';
import { askDns } from './ask-dns';
import type { ProbePod, Probes } from './probe-pods';
import { insidePod, makeProbes, PROBE_PORT } from './probe-pods';

/** Real traffic of real pods, made where it is asked for and removed again. */
export const podTraffic: ClusterCheck = {
  id: 'pod-traffic',
  scope: 'cluster',
  title: 'pods reach pods of other nodes, Services, CoreDNS and the LAN',
  why: 'It is what the cluster is for; everything else that is looked at only makes it likely.',
  async *look(on: Verification) {
    const { kubectl, probeImage: image, interrupt, plan } = on;
    if (!on.probe || kubectl === undefined || image === undefined) return;
    const namespace = `netstack-probe-${randomBytes(3).toString('hex')}`;
    try {
      const probes = await makeProbes(kubectl, { plan, namespace, image });
      for (const pod of probes.pods) {
        if (interrupt?.aborted) return;
        yield* await fromPod(pod, probes, on);
      }
    } finally {
      const argv = ['delete', 'namespace', namespace, '--ignore-not-found', '--timeout=60s'];
      const { status, stderr } = await kubectl(argv, { timeoutSeconds: 70 });
      yield compared(status === 0, {
        looked: `namespace ${namespace} (kubectl delete)`,
        found: status === 0 ? 'removed again' : `still there: ${stderr.trim()}`,
        planned: 'removed again',
        next: `kubectl delete namespace ${namespace}`,
      });
    }
  },
};

async function fromPod(pod: ProbePod, probes: Probes, on: Verification): Promise<readonly Observation[]> {
  const from = await insidePod(pod, on.node(pod.node.name));
  const others = probes.pods.filter((other) => other !== pod);
  const observations = await Promise.all([
    ...others.flatMap((other) => other.addresses.map((address) => toPod(from, other, address, on))),
    ...others.flatMap((other) =>
      other.addresses.map((address) => http(from, address, PROBE_PORT, `the pod on ${other.node.name}`)),
    ),
    ...probes.service.map((address) => http(from, address, 80, 'the Service of the probe')),
    ...dnsNames(on).map((name) => dns(from, name, on)),
    ...on.plan.servers.slice(0, 1).map((server) => toLan(from, String(server.nodeIp[0]), on)),
  ]);
  return observations;
}

async function toPod(from: Place, { node }: ProbePod, to: string, { plan }: Verification) {
  const family: Family = to.includes(':') ? 6 : 4;
  const mtu = deviceOf(plan, family)?.mtu ?? plan.flannel.podMtu;
  const next = 'see overlay-ping, flannel-routes and firewall-drops of both nodes';
  return reached(await pinged(from, to, family, mtu), {
    ...{ to, node: `${from.name} to the pod on ${node.name}`, mtu, by: 'the pod network' },
    lost: { why: 'Pods of these nodes do not reach each other.', next },
    large: { why: 'Connections between pods of these nodes open, and hang.', next },
  });
}

async function http(from: Place, address: string, port: number, what: string): Promise<Observation> {
  // A Service is known to every node a moment after its pods are.
  const patience = ['--max-time', '5', '--retry', '3', '--retry-delay', '1', '--retry-connrefused'];
  const url = `http://${formatForUrl(address)}:${port}/`;
  const argv = ['curl', '-s', '-o', '/dev/null', '--noproxy', '*', '-w', '%{http_code}', ...patience, url];
  const { status, stdout } = await from.run(argv, { timeoutSeconds: 30 });
  return compared(status === 0 && stdout === '200', {
    looked: `${from.name} to ${what} at ${url} (curl)`,
    found: status === 0 ? `HTTP ${stdout}` : `no answer (curl ${status})`,
    planned: 'HTTP 200',
    next: 'see kube-proxy-mode, bridge-netfilter and overlay-ping, and network policies that select every pod',
  });
}

/** A name of the cluster's own, and the zones that the profile passes on. */
function dnsNames({ plan }: Verification): readonly string[] {
  if (plan.coredns.mode === 'none') return [];
  return [
    `kubernetes.default.svc.${plan.clusterDomain}`,
    ...plan.coredns.forward.map(({ zone }) => zone).filter((zone) => zone !== '.'),
  ];
}

async function dns(from: Place, name: string, { plan }: Verification): Promise<Observation> {
  const server = String(plan.clusterDns[0]);
  const own = name.endsWith(`.${plan.clusterDomain}`);
  const service = plan.apiServiceAddress;
  const answer = await askDns(from, server, name, own && service.family === 6 ? 'AAAA' : 'A');
  const planned = own ? service.toString() : 'an answer, or that there is no such name';
  const found = answer === undefined ? 'no answer' : [answer.code, ...answer.addresses].join(' ');
  const same = own
    ? answer?.addresses.includes(planned) === true
    : answer?.code === 'NOERROR' || answer?.code === 'NXDOMAIN';
  return compared(same, {
    looked: `${from.name} to CoreDNS at ${server} for ${name}`,
    ...{ found, planned },
    next: own
      ? 'kubectl -n kube-system get pods,endpoints -l k8s-app=kube-dns'
      : 'see that the name servers of the zone answer the node itself, and the log of CoreDNS',
  });
}

async function toLan(from: Place, address: string, { plan }: Verification): Promise<Observation> {
  const refusal = await refusalOf(from, address, plan.registration.port);
  return compared(refusal === undefined, {
    looked: `${from.name} to ${address}:${plan.registration.port} on the LAN (curl)`,
    found: refusal ?? 'it answers',
    planned: 'it answers',
    next: 'see ip-forwarding, and FLANNEL-POSTRTG of iptables -t nat on the node: pods leave it by its own address',
  });
}
