import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeConfigs } from '../../src/k3s';
import { emitYaml } from '../../src/synth/emit-yaml';
import type { Check, CheckFinding, CommandOutput, Host, VerifyContext } from '../../src/verify';
import { CHECKS, runChecks, UnreachableError } from '../../src/verify';
import { groupByCause } from '../../src/verify/causes/group-by-cause';
import { planOf } from '../plan-of';
import type { RecordedNode } from './recorded-node';
import { answerDns, answerLookups, SERVICE_RULES, SERVICES } from './recorded-answers';

const FOLDER = join(__dirname, 'recorded');

interface RecordedObject {
  metadata: { name: string; annotations: Record<string, string> };
  spec: { podCIDRs: string[]; unschedulable?: boolean; taints?: { key: string; effect: string }[] };
  status: {
    addresses: { type: string; address: string }[];
    capacity?: { pods: string };
    conditions: { type: string; status: string; reason?: string; message?: string }[];
    nodeInfo: { kubeletVersion: string };
  };
}

export type { RecordedLink, RecordedNode } from './recorded-node';

/** A cluster of two nodes, dual-stack with vxlan, as it was seen running. */
export interface Recording {
  profile: string;
  nodes: Record<string, RecordedNode>;
  objects: RecordedObject[];
  pods: Record<string, unknown>[];
  slices: Record<string, unknown>[];
  change: Partial<VerifyContext>;
}

const HEALTHY_SETTINGS = {
  'net/ipv4/ip_forward': '1',
  'net/ipv4/conf/eth0/forwarding': '1',
  'net/ipv4/conf/cni0/forwarding': '1',
  'net/ipv4/conf/flannel.1/forwarding': '1',
  'net/ipv4/conf/flannel-v6.1/forwarding': '1',
  'net/ipv6/conf/all/forwarding': '1',
  'net/ipv4/conf/all/rp_filter': '0',
  'net/ipv4/conf/eth0/rp_filter': '0',
  'net/ipv6/conf/eth0/accept_ra': '1',
  'net/ipv6/conf/eth0/forwarding': '1',
  'net/bridge/bridge-nf-call-iptables': '1',
  'net/bridge/bridge-nf-call-ip6tables': '1',
  'net/netfilter/nf_conntrack_count': '12',
  'net/netfilter/nf_conntrack_max': '1000',
};

/** A fresh copy of the recording. */
export function copyRecording(): Recording {
  const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
  const recordedNode = (name: string) => JSON.parse(read(`${name}.json`)) as RecordedNode;
  const node = (name: string): RecordedNode => ({
    ...recordedNode(name),
    iptables: [...SERVICE_RULES[4], ...recordedNode(name).iptables],
    ip6tables: [...SERVICE_RULES[6], ...recordedNode(name).ip6tables],
    nft: [],
    settings: { ...HEALTHY_SETTINGS },
    reach: () => 65535,
    connect: () => 0,
    programs: {},
  });
  const { nodes: objects, pods } = JSON.parse(read('cluster.json')) as {
    nodes: RecordedObject[];
    pods: Record<string, unknown>[];
  };
  return {
    profile: read('duo.yaml'),
    nodes: { duo1: node('duo1'), duo2: node('duo2') },
    objects: objects.map(withConditions),
    pods,
    slices: [],
    change: {},
  };
}

/** As a running kubelet reports it. */
function withConditions(object: RecordedObject): RecordedObject {
  const conditions = [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }];
  return { ...object, status: { ...object.status, conditions } };
}

/** The findings of checks on a recording. */
export async function findingsOf(
  recording: Recording,
  checks: readonly Check[],
): Promise<readonly CheckFinding[]> {
  return runChecks(checks, verificationOf(recording));
}

/** What is not as planned, or could not be looked at. */
export interface Failure {
  readonly check: string;
  readonly target: string;
  readonly found?: string;
  readonly planned?: string;
  readonly reason?: string;
}

/** Everything that is not as planned, without what is said of it at length. */
export async function failuresOf(
  recording: Recording,
  checks: readonly Check[],
): Promise<readonly Failure[]> {
  const findings = await findingsOf(recording, checks);
  return findings.flatMap((finding): Failure[] =>
    finding.outcome === 'failed'
      ? [{ check: finding.check, target: finding.target, found: finding.found, planned: finding.planned }]
      : finding.outcome === 'skipped'
        ? [{ check: finding.check, target: finding.target, reason: finding.reason }]
        : [],
  );
}

/** The first causes of what failed. */
export async function causesOf(recording: Recording, checks: readonly Check[]): Promise<readonly Failure[]> {
  const groups = groupByCause(await findingsOf(recording, checks), CHECKS);
  return groups.flatMap(({ causes }) =>
    causes.map(({ check, target, found, planned }) => ({ check, target, found, planned })),
  );
}

function verificationOf({ profile, nodes, objects, pods, slices, change }: Recording): VerifyContext {
  const plan = planOf(profile, 'duo');
  const files = new Map([...nodeConfigs(plan)].map(([name, config]) => [name, emitYaml(config)]));
  const lists: Record<string, unknown> = {
    '/api/v1/nodes': { items: objects },
    '/api/v1/pods': { items: pods },
    '/api/v1/services': { items: SERVICES },
    '/apis/discovery.k8s.io/v1/endpointslices': { items: slices },
  };
  return {
    plan,
    nodeFiles: files,
    probe: false,
    cluster: {
      get: <T>(path: string) => Promise.resolve(lists[path] as T | undefined),
      getText: () => Promise.resolve(undefined),
    },
    node: (name) => {
      const node = nodes[name];
      if (node === undefined) throw new UnreachableError(`${name} is off`, `switch ${name} on`);
      return hostOf(name, node);
    },
    get lan(): Host {
      throw new UnreachableError('there is no client', 'look from one');
    },
    ...change,
  };
}

function hostOf(name: string, node: RecordedNode): Host {
  return {
    name,
    run: (argv) => {
      const { status = 0, stdout = '', stderr = '' } = parseAnswer(node, argv);
      return Promise.resolve({ status, stdout, stderr });
    },
  };
}

function parseAnswer(node: RecordedNode, argv: readonly string[]): Partial<CommandOutput> {
  const command = argv.join(' ');
  const [, , , namespace, ...words] = argv;
  if (command.startsWith('ip netns exec ') && namespace === node.inside) return parseAnswer(node, words);
  const known = node.programs[command] ?? node.programs[argv[0] ?? ''];
  if (known !== undefined) return known;
  const texts: Record<string, string> = {
    'ip -j -d address': JSON.stringify(node.address),
    'ip -4 -j route': JSON.stringify(node.route4),
    'ip -4 -j route show table all': JSON.stringify(node.route4),
    'ip -6 -j route show table all': JSON.stringify(node.route6),
    'ip -6 -j route': JSON.stringify(node.route6),
    'ip -j neighbour': JSON.stringify(node.neighbour),
    '/sbin/bridge -j fdb show': JSON.stringify(node.fdb),
    'cat /run/flannel/subnet.env': node.subnetEnv.join('\n'),
    'cat /etc/rancher/k3s/config.yaml.d/50-netstack.yaml': node.config.join('\n'),
    'curl -s --max-time 8 http://127.0.0.1:10249/proxyMode': 'iptables',
    'iptables-save': node.iptables.join('\n'),
    'ip6tables-save': node.ip6tables.join('\n'),
    'nft -j list ruleset': JSON.stringify({ nftables: node.nft }),
  };
  const text = texts[command];
  if (text !== undefined) return { stdout: text };
  if (command.startsWith('ip -j neighbour show to ')) {
    return { stdout: JSON.stringify(node.neighbour.filter(({ dst }) => dst === argv.at(-1))) };
  }
  if (argv[3] === 'look-up') return answerLookups(node, argv.slice(4));
  if (argv[0] === 'bash') return answerDns(argv[5] ?? '');
  if (argv[0] === 'grep') return { stdout: settingsText(node, argv) };
  if (argv[0] === 'ping') return pingAnswer(node, argv);
  if (argv[0] === 'curl') return { status: node.connect(argv.at(-1) ?? '') };
  if (argv[0] === 'find') return {};
  return { status: 127 };
}

function settingsText({ settings }: RecordedNode, argv: readonly string[]): string {
  return argv
    .flatMap((path) => {
      const value = settings[path.replace('/proc/sys/', '')];
      return value === undefined ? [] : [`${path}:${value}`];
    })
    .join('\n');
}

function pingAnswer(node: RecordedNode, argv: readonly string[]): Partial<CommandOutput> {
  const headers = argv.includes('-6') ? 48 : 28;
  const size = Number(argv[argv.indexOf('-s') + 1]) + headers;
  const largest = node.reach(argv.at(-1) ?? '');
  if (size <= largest) return {};
  return { status: 1, stderr: largest > 0 ? `ping: local error: message too long, mtu=${largest}` : '' };
}
