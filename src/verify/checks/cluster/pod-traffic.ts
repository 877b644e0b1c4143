import { randomBytes } from 'node:crypto';
import type { Family } from '../../../address';
import { formatForUrl } from '../../../address';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import { deviceOf } from '../../flannel';
import { findRefusal } from '../../overlay/connect';
import { measureReach } from '../../overlay/ping';
import { reportReach } from '../../overlay/report-reach';
import type { Host } from '../../host';
import { askDns } from '../../probe/ask-dns';
import type { ProbePod, Probes } from '../../probe/probe-pods';
import { enterPod, createProbes, PROBE_PORT } from '../../probe/probe-pods';

/** Traffic between temporary pods, with --probe. */
export const podTraffic: ClusterCheck = {
  id: 'pod-traffic',
  scope: 'cluster',
  title: 'pods reach pods of other nodes, Services, CoreDNS and the LAN',
  why: 'This is the traffic of applications; the other checks only test its preconditions.',
  dependsOn: ['coredns-answers', 'bridge-netfilter', 'overlay-ping', 'service-rules', 'network-policies'],
  async *observe(context: VerifyContext) {
    const { kubectl, probeImage: image, interrupt, plan } = context;
    if (!context.probe || kubectl === undefined || image === undefined) return;
    const namespace = `netstack-probe-${randomBytes(3).toString('hex')}`;
    try {
      const probes = await createProbes(kubectl, { plan, namespace, image });
      for (const pod of probes.pods) {
        if (interrupt?.aborted) return;
        yield* await probeFrom(pod, probes, context);
      }
    } finally {
      const argv = ['delete', 'namespace', namespace, '--ignore-not-found', '--timeout=60s'];
      const { status, stderr } = await kubectl(argv, { timeoutSeconds: 70 });
      yield passIf(status === 0, {
        subject: `namespace ${namespace} (kubectl delete)`,
        found: status === 0 ? 'deleted' : `not deleted: ${stderr.trim()}`,
        planned: 'deleted',
        next: `kubectl delete namespace ${namespace}`,
      });
    }
  },
};

async function probeFrom(
  pod: ProbePod,
  probes: Probes,
  context: VerifyContext,
): Promise<readonly Observation[]> {
  const from = await enterPod(pod, context.node(pod.node.name));
  const others = probes.pods.filter((other) => other !== pod);
  const observations = await Promise.all([
    ...others.flatMap((other) => other.addresses.map((address) => pingPod(from, other, address, context))),
    ...others.flatMap((other) =>
      other.addresses.map((address) =>
        requestHttp(from, address, PROBE_PORT, `the pod on ${other.node.name}`),
      ),
    ),
    ...probes.service.map((address) => requestHttp(from, address, 80, 'the Service of the probe')),
    ...listNames(context).map((name) => resolveName(from, name, context)),
    ...context.plan.servers
      .slice(0, 1)
      .map((server) => connectToLan(from, String(server.nodeIp[0]), context)),
  ]);
  return observations;
}

async function pingPod(from: Host, { node }: ProbePod, to: string, { plan }: VerifyContext) {
  const family: Family = to.includes(':') ? 6 : 4;
  const mtu = deviceOf(plan, family)?.mtu ?? plan.flannel.podMtu;
  const next = 'see overlay-ping, flannel-routes and firewall-drops of both nodes';
  return reportReach(await measureReach(from, to, family, mtu), {
    ...{ from: from.name, to, node: `${from.name} to the pod on ${node.name}`, mtu, by: 'the pod network' },
    lost: { why: 'Pods of these nodes do not reach each other.', next },
    large: { why: 'Connections between pods of these nodes open and hang.', next },
  });
}

async function requestHttp(from: Host, address: string, port: number, what: string): Promise<Observation> {
  // A node learns of a Service a moment after its pods are ready.
  const retries = ['--max-time', '5', '--retry', '3', '--retry-delay', '1', '--retry-connrefused'];
  const url = `http://${formatForUrl(address)}:${port}/`;
  const argv = ['curl', '-s', '-o', '/dev/null', '--noproxy', '*', '-w', '%{http_code}', ...retries, url];
  const { status, stdout } = await from.run(argv, { timeoutSeconds: 30 });
  return passIf(status === 0 && stdout === '200', {
    subject: `${from.name} to ${what} at ${url} (curl)`,
    found: status === 0 ? `HTTP ${stdout}` : `no answer (curl ${status})`,
    planned: 'HTTP 200',
    next: 'see kube-proxy-mode, bridge-netfilter and overlay-ping, and NetworkPolicies that select every pod',
  });
}

/** A name of the cluster, and the forwarded zones of the profile. */
function listNames({ plan }: VerifyContext): readonly string[] {
  if (plan.coredns.mode === 'none') return [];
  return [
    `kubernetes.default.svc.${plan.clusterDomain}`,
    ...plan.coredns.forward.map(({ zone }) => zone).filter((zone) => zone !== '.'),
  ];
}

async function resolveName(from: Host, name: string, { plan }: VerifyContext): Promise<Observation> {
  const server = String(plan.clusterDns[0]);
  const own = name.endsWith(`.${plan.clusterDomain}`);
  const service = plan.apiServiceAddress;
  const answer = await askDns(from, server, name, own && service.family === 6 ? 'AAAA' : 'A');
  const planned = own ? service.toString() : 'an answer, or NXDOMAIN';
  const found = answer === undefined ? 'no answer' : [answer.code, ...answer.addresses].join(' ');
  const same = own
    ? answer?.addresses.includes(planned) === true
    : answer?.code === 'NOERROR' || answer?.code === 'NXDOMAIN';
  return passIf(same, {
    subject: `${from.name} to CoreDNS at ${server} for ${name}`,
    ...{ found, planned },
    next: own
      ? 'kubectl -n kube-system get pods,endpoints -l k8s-app=kube-dns'
      : "check that the zone's name servers answer the node itself, and read CoreDNS's log",
  });
}

async function connectToLan(from: Host, address: string, { plan }: VerifyContext): Promise<Observation> {
  const refusal = await findRefusal(from, address, plan.registration.port);
  return passIf(refusal === undefined, {
    subject: `${from.name} to ${address}:${plan.registration.port} on the LAN (curl)`,
    found: refusal ?? 'the port answers',
    planned: 'the port answers',
    next: 'see ip-forwarding, and the chain FLANNEL-POSTRTG of iptables -t nat on the node: it masquerades packets of pods',
  });
}
