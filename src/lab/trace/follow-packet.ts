import { setTimeout as delay } from 'node:timers/promises';
import type { Family } from '../../address';
import { formatForUrl, Address } from '../../address';
import { LabError } from '../errors';
import type { Lab } from '../execution/lab';
import { missingPrograms, missingText } from '../host/needed-programs';
import type { KubernetesApi } from '../cluster/kubernetes-api';
import { ChildProcesses } from './child-processes';
import type { Place, PodEnd } from './find-ends';
import { choosePod, findPodPlaces, listPodEnds, readService } from './find-ends';
import type { FollowedPacket, PacketRequest, RequestedPod } from './packet-request';
import { TemporaryPods } from './temporary-pods';

/** What `netstack trace --live` runs in the lab. */
const PROGRAMS = { tcpdump: 'tcpdump', conntrack: 'conntrack', curl: 'curl', dig: 'bind9-dnsutils' };

/** Source ports that neither the kernel nor NodePorts use. */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

/** Seconds that the connection may take. */
const CONNECT_SECONDS = 2;

/** Milliseconds until the last packets of the connection are printed. */
const SETTLE_MS = 200;

const TCPDUMP = [
  ...['tcpdump', '-i', 'any', '-nn', '-tt', '-S', '-l', '-s', '256', '--immediate-mode'],
  ...['-T', 'vxlan'],
];

/**
 * Sends the first packets of one connection through a lab, and records what every machine sees of it.
 *
 * @param signal ends the processes early
 * @throws LabError
 */
export async function followPacket(
  lab: Lab,
  request: PacketRequest,
  signal: AbortSignal,
): Promise<FollowedPacket> {
  const missing = missingText(missingPrograms(PROGRAMS));
  if (missing !== undefined) throw new LabError(`trace --live needs programs that are ${missing}`);
  const pods = new TemporaryPods(lab, request.image);
  const children = new ChildProcesses();
  const end = () => void children.end();
  signal.addEventListener('abort', end);
  try {
    const ends = await resolveEnds(lab, request, pods);
    return await new PacketRun(lab, request, ends, children).follow();
  } finally {
    signal.removeEventListener('abort', end);
    await children.end();
    await pods.remove();
  }
}

/** The ends of a request, with the addresses that the running cluster gave them. */
interface ResolvedEnds {
  readonly from: Place;
  readonly to: { readonly address: string; readonly port: number };
  readonly endpoints: readonly PodEnd[];
  /** Every place that the packet may pass. */
  readonly places: readonly Place[];
}

async function resolveEnds(
  lab: Lab,
  request: PacketRequest,
  temporary: TemporaryPods,
): Promise<ResolvedEnds> {
  const { from, to, family } = request;
  const api = lab.api();
  if (api === undefined) throw new LabError('the first server of the lab has not started');
  try {
    const service = to.kind === 'service' ? await readService(api, to, family) : undefined;
    const endpoints = service?.pods ?? [];
    // kube-proxy also replaces the source of a pod that reaches itself: only a pod that is asked for may do so.
    const excluded = endpoints.map(({ address }) => address);
    const pods = await providePods(api, request, temporary, excluded);
    const target = to.kind === 'pod' ? await chooseEnd(api, pods, to, family) : undefined;
    const source = from.kind === 'pod' ? await chooseEnd(api, pods, from, family, target) : undefined;
    const ends = [source, target, ...endpoints].filter((pod) => pod !== undefined);
    const inPods = await findPodPlaces(lab, removeDuplicates(ends));
    const machines = listMachines(lab);
    const places = [...machines, ...inPods];
    const name = source
      ? `pod ${source.address}`
      : from.kind === 'node'
        ? `node ${from.node.name}`
        : 'LAN client';
    const start = places.find((place) => place.name === name);
    if (start === undefined) throw new LabError(`the network namespace of ${name} was not found`);
    const address = to.kind === 'address' ? to : to.kind === 'client' ? clientEnd(lab, family) : undefined;
    const end = target ?? service?.to ?? address;
    if (end === undefined) throw new LabError('the lab has no such end');
    return { from: start, to: { address: end.address, port: end.port }, endpoints, places };
  } finally {
    api.close();
  }
}

/** A pod on the node: one of the Service that the end names, or any. */
async function chooseEnd(
  api: KubernetesApi,
  pods: readonly PodEnd[],
  { node, service }: RequestedPod,
  family: Family,
  other?: PodEnd,
): Promise<PodEnd> {
  if (service === undefined) return choosePod(pods, node.name, other);
  const behind = await readService(api, { kind: 'service', ...service }, family);
  const found = behind.pods.find((pod) => pod.node === node.name && pod.address !== other?.address);
  if (found !== undefined) return found;
  throw new LabError(`${node.name} has no ready pod of Service ${service.namespace}/${service.name}`);
}

/** The running pods, after one was started where an end has none. Two ends on one node are two pods. */
async function providePods(
  api: KubernetesApi,
  { from, to, family }: PacketRequest,
  temporary: TemporaryPods,
  excluded: readonly string[],
): Promise<readonly PodEnd[]> {
  const list = async () =>
    (await listPodEnds(api, family)).filter(({ address }) => !excluded.includes(address));
  const wanted = [from, to].flatMap((end) =>
    end.kind === 'pod' && end.service === undefined ? end.node : [],
  );
  let pods = await list();
  for (const node of wanted) {
    const needed = wanted.filter(({ name }) => name === node.name).length;
    if (pods.filter((pod) => pod.node === node.name).length >= needed) continue;
    await temporary.start([node]);
    pods = await list();
  }
  return pods;
}

function removeDuplicates(pods: readonly PodEnd[]): readonly PodEnd[] {
  return pods.filter((pod, index) => pods.findIndex(({ address }) => address === pod.address) === index);
}

function listMachines({ layout }: Lab): readonly Place[] {
  return [
    ...layout.nodes.map(({ name }) => ({ name: `node ${name}`, machine: name })),
    { name: 'LAN', machine: layout.router.name },
    ...(layout.client ? [{ name: 'LAN client', machine: layout.client.name }] : []),
  ];
}

/** The client's address of the family; nothing listens at the port. */
function clientEnd({ layout }: Lab, family: Family): { readonly address: string; readonly port: number } {
  const own = layout.client?.interfaces.flatMap(({ addresses }) => addresses) ?? [];
  const address = own
    .map((one) => one.split('/')[0] ?? '')
    .find((one) => Address.find(one)?.family === family);
  if (address === undefined) throw new LabError(`the lab's client has no IPv${family} address`);
  return { address, port: 80 };
}

/** One connection, and the programs that watch it. */
class PacketRun {
  private readonly port = FIRST_PORT + Math.floor(Math.random() * PORTS);

  constructor(
    private readonly lab: Lab,
    private readonly request: PacketRequest,
    private readonly ends: ResolvedEnds,
    private readonly children: ChildProcesses,
  ) {}

  async follow(): Promise<FollowedPacket> {
    const { from, to, places, endpoints } = this.ends;
    const answer = await this.lookUp();
    const interfaces = await this.runAt(places, ['ip', '-j', 'address']);
    const watching = await this.watch();
    await this.connect();
    const nodes = places.filter(({ name }) => name.startsWith('node '));
    const connections = await this.runAt(nodes, this.conntrack());
    await delay(SETTLE_MS);
    await this.children.end();
    return {
      ...{ from: { place: from.name, port: this.port }, to, endpoints, interfaces, connections },
      captures: new Map(watching.map(({ name, stdout }) => [name, stdout()])),
      ports: new Map(this.listPorts()),
      ...(answer && { answer }),
    };
  }

  /** One tcpdump for each network namespace; it prints the interface of every packet. */
  private async watch() {
    // tcpdump prints every UDP packet as VXLAN, so that it has to see no other.
    const filter = `tcp or udp port ${this.request.vxlanPort} or arp or icmp6`;
    const started = this.ends.places.map((place) => ({
      name: place.name,
      ...this.children.start(this.wordsAt(place, [...TCPDUMP, filter])),
    }));
    await Promise.all(started.map(({ printed }) => printed('listening on')));
    return started;
  }

  private async connect(): Promise<void> {
    const { from, to } = this.ends;
    const url = `http://${formatForUrl(to.address)}:${to.port}/`;
    const limit = ['-m', String(CONNECT_SECONDS), '--noproxy', '*'];
    const words = ['curl', '-g', '-s', '-o', '/dev/null', ...limit, '--local-port', String(this.port), url];
    await this.children.run(this.wordsAt(from, words));
  }

  private async lookUp(): Promise<readonly string[] | undefined> {
    const { lookUp, family } = this.request;
    if (lookUp === undefined) return undefined;
    const type = family === 4 ? 'A' : 'AAAA';
    const server = lookUp.server === undefined ? [] : [`@${lookUp.server}`];
    const words = ['dig', '+short', '+time=2', '+tries=2', ...server, lookUp.name, type];
    const { stdout } = await this.children.run(this.wordsAt(this.ends.from, words));
    return stdout.split('\n').filter((line) => Address.find(line)?.family === family);
  }

  private conntrack(): readonly string[] {
    const family = this.request.family === 4 ? 'ipv4' : 'ipv6';
    return ['conntrack', '-L', '-f', family, '-p', 'tcp', '--orig-port-src', String(this.port)];
  }

  private async runAt(places: readonly Place[], argv: readonly string[]): Promise<Map<string, string>> {
    const outputs = await Promise.all(places.map((place) => this.children.run(this.wordsAt(place, argv))));
    return new Map(places.map(({ name }, index) => [name, outputs[index]?.stdout ?? '']));
  }

  private wordsAt({ machine, namespace }: Place, argv: readonly string[]): readonly string[] {
    const inside = namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace];
    return this.lab.wordsBeside(machine, [...inside, ...argv]);
  }

  private listPorts(): readonly (readonly [string, string])[] {
    const { cables, client } = this.lab.layout;
    return cables.map(({ machine, port }) => [
      machine === client?.name ? 'LAN client' : `node ${machine}`,
      port,
    ]);
  }
}
