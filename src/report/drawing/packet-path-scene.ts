import type { NetworkPlan } from '../../plan';
import type { Hop, NodePath, PacketPath } from '../views/packet-path';
import { connectDown } from './arrows';
import { createTexts } from './create-texts';
import { markFailures, textsOfFailures } from './failures';
import type { Scene, SceneArrow, SceneBox, SceneLabel, SceneText } from './scene';
import { fitText, measureHeight, measureWidest } from './text-metrics';

const MARGIN = 24;
const GROUP_PADDING = 20;
const GROUP_HEAD = 52;
const HOP_GAP = 28;
const COLUMN_GAP = 150;
const TEXT_PADDING = 16;
const MIN_HOP_WIDTH = 230;
const MAX_TEXT_WIDTH = 420;

/** The way of a packet between pods of two nodes: down one node's layers, over the LAN, up the other's. */
export function drawPacketPath(plan: NetworkPlan, path: PacketPath): Scene {
  const hopWidth = widthOfHops(path);
  const columnWidth = hopWidth + 2 * GROUP_PADDING;
  const heights = rowHeights(path);
  const columnHeight = GROUP_HEAD + sum(heights) + HOP_GAP * (heights.length - 1) + GROUP_PADDING;
  const width = 2 * MARGIN + 2 * columnWidth + COLUMN_GAP;
  const lanTexts = textsOfHop(path.lan, width - 2 * MARGIN - 2 * TEXT_PADDING);
  const lanY = MARGIN + columnHeight + HOP_GAP + 8;
  const lanHeight = measureHeight(lanTexts) + TEXT_PADDING;
  const left = column(path.from, MARGIN, { hopWidth, heights, columnHeight });
  const right = column(path.to, MARGIN + columnWidth + COLUMN_GAP, { hopWidth, heights, columnHeight });
  const lan: SceneBox = {
    ...{ id: 'lan', role: 'lan', x: MARGIN, y: lanY, width: width - 2 * MARGIN, height: lanHeight },
    texts: lanTexts,
    ...markFailures(path.lan.failures),
  };
  return {
    id: `packet-path-ipv${path.family}`,
    title: `Packet path between pods, IPv${path.family}, ${path.backend}`,
    description: describe(plan, path),
    ...{ width, height: lanY + lanHeight + MARGIN },
    boxes: [...left.boxes, ...right.boxes, lan],
    arrows: [
      ...left.arrows,
      ...reverse(right.arrows),
      joinLan('from', left.boxes, lan, 'down'),
      joinLan('to', right.boxes, lan, 'up'),
      ...tunnelArrows(path, left.boxes, right.boxes),
    ],
    labels: tunnelLabels(path, left.boxes, right.boxes),
  };
}

interface ColumnSize {
  readonly hopWidth: number;
  readonly heights: readonly number[];
  readonly columnHeight: number;
}

interface Column {
  /** The group, then its hops from the pod to the interface. */
  readonly boxes: readonly SceneBox[];
  readonly arrows: readonly SceneArrow[];
}

function column({ node, symbol, hops }: NodePath, x: number, size: ColumnSize): Column {
  const { hopWidth, heights, columnHeight } = size;
  const group: SceneBox = {
    ...{ id: `node-${symbol}`, role: 'group', isGroup: true, x, y: MARGIN },
    ...{ width: hopWidth + 2 * GROUP_PADDING, height: columnHeight },
    texts: [
      { text: fitText(`node ${node.name}`, 'title', hopWidth), style: 'title' },
      { text: `${node.role}, pod share ${symbol}`, style: 'note' },
    ],
  };
  let y = MARGIN + GROUP_HEAD;
  const boxes = hops.map((hop, index): SceneBox => {
    const box = hopBox(hop, symbol, {
      x: x + GROUP_PADDING,
      y,
      width: hopWidth,
      height: heights[index] ?? 0,
    });
    y += box.height + HOP_GAP;
    return box;
  });
  const arrows = boxes.slice(1).map((box, index) => connectDown(boxes[index] as SceneBox, box));
  return { boxes: [group, ...boxes], arrows };
}

function hopBox(hop: Hop, symbol: string, frame: Pick<SceneBox, 'x' | 'y' | 'width' | 'height'>): SceneBox {
  return {
    ...{ id: `${hop.id}-${symbol}`, role: hop.id, ...frame },
    texts: textsOfHop(hop, frame.width - TEXT_PADDING),
    ...markFailures(hop.failures, hop.command),
  };
}

function textsOfHop({ name, lines, mtu, failures }: Hop, width: number): readonly SceneText[] {
  const title = mtu === undefined ? name : `${name} · MTU ${mtu}`;
  return [...createTexts(title, lines, width), ...textsOfFailures(failures, width)];
}

function widthOfHops({ from, to }: PacketPath): number {
  const texts = [...from.hops, ...to.hops].flatMap((hop) => textsOfHop(hop, MAX_TEXT_WIDTH));
  return Math.max(MIN_HOP_WIDTH, Math.ceil(measureWidest(texts)) + TEXT_PADDING);
}

/** Hops of one row have one height, so that the two columns mirror each other. */
function rowHeights({ from, to }: PacketPath): readonly number[] {
  return from.hops.map((hop, index) => {
    const rows = [hop, to.hops[index] ?? hop].map((one) => measureHeight(textsOfHop(one, MAX_TEXT_WIDTH)));
    return Math.max(...rows) + TEXT_PADDING;
  });
}

/** The packet goes up on the node that receives it. */
function reverse(arrows: readonly SceneArrow[]): readonly SceneArrow[] {
  return arrows.map(({ id, from, to }) => ({ id, from: to, to: from }));
}

function joinLan(
  id: string,
  boxes: readonly SceneBox[],
  lan: SceneBox,
  direction: 'down' | 'up',
): SceneArrow {
  const last = boxes[boxes.length - 1] as SceneBox;
  const x = last.x + last.width / 2;
  const [upper, lower] = [
    { x, y: last.y + last.height },
    { x, y: lan.y },
  ];
  return direction === 'down'
    ? { id: `lan-${id}`, from: upper, to: lower }
    : { id: `lan-${id}`, from: lower, to: upper };
}

function tunnelEnds(
  left: readonly SceneBox[],
  right: readonly SceneBox[],
): readonly [SceneBox, SceneBox] | undefined {
  const find = (boxes: readonly SceneBox[]) => boxes.find(({ role }) => role === 'tunnel');
  const [from, to] = [find(left), find(right)];
  return from === undefined || to === undefined ? undefined : [from, to];
}

function tunnelArrows(
  _path: PacketPath,
  left: readonly SceneBox[],
  right: readonly SceneBox[],
): readonly SceneArrow[] {
  const ends = tunnelEnds(left, right);
  if (ends === undefined) return [];
  const [from, to] = ends;
  const y = from.y + from.height / 2;
  return [{ id: 'tunnel', isDashed: true, from: { x: from.x + from.width, y }, to: { x: to.x, y } }];
}

function tunnelLabels(
  { backend }: PacketPath,
  left: readonly SceneBox[],
  right: readonly SceneBox[],
): readonly SceneLabel[] {
  const ends = tunnelEnds(left, right);
  if (ends === undefined) return [];
  const [from, to] = ends;
  const x = (from.x + from.width + to.x) / 2;
  const text = backend === 'vxlan' ? 'VXLAN tunnel' : 'WireGuard tunnel';
  return [{ id: 'tunnel-label', x, y: from.y + from.height / 2 - 8, text, style: 'note', anchor: 'middle' }];
}

function describe(plan: NetworkPlan, { from, to, lan, family }: PacketPath): string {
  const layers = from.hops
    .map(({ name, mtu }) => (mtu === undefined ? name : `${name} (MTU ${mtu})`))
    .join(', ');
  return (
    `An IPv${family} packet from a pod on ${from.node.name} to a pod on ${to.node.name} of ${plan.cluster} passes ` +
    `${layers}, then the LAN (${lan.lines.join('; ')}), and the same layers upwards on ${to.node.name}.`
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
