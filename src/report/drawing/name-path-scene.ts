import type { NamePath, ZoneAnswer } from '../views/name-path';
import { connectDown } from './arrows';
import { createTexts } from './create-texts';
import { markFailures, textsOfFailures } from './failures';
import type { Scene, SceneArrow, SceneBox } from './scene';
import { measureHeight, measureWidest } from './text-metrics';

const MARGIN = 24;
const GAP = 26;
const COLUMN_GAP = 90;
const PADDING = 18;
const MAX_TEXT_WIDTH = 400;

/** Zones that the drawing shows; the table below it has all. */
const SHOWN_ZONES = 9;

/** The way of a name: down from the pod to CoreDNS, and from there to the answer of each zone. */
export function drawNamePath(path: NamePath): Scene {
  const chain = stack(chainOf(path), MARGIN);
  const right = Math.max(...chain.map((box) => box.x + box.width));
  const zones = stack(zonesOf(path), right + COLUMN_GAP);
  const boxes = [...chain, ...zones];
  return {
    id: 'name-path',
    title: 'Path of a name',
    description: describe(path),
    width: Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN,
    height: Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN,
    boxes,
    arrows: [
      ...chain.slice(1).map((box, index) => connectDown(chain[index] as SceneBox, box)),
      ...zones.map((zone) => fanOut(chain[chain.length - 1] as SceneBox, zone)),
    ],
    labels: [],
  };
}

type Shape = Pick<SceneBox, 'id' | 'role' | 'texts' | 'hasFailed' | 'tooltip'>;

function chainOf({ nameservers, search, mode, failures }: NamePath): readonly Shape[] {
  const coredns = mode === 'none' ? 'your own DNS server' : `mode ${mode}`;
  return [
    shape('pod', 'pod', ['pod', `nameserver ${nameservers[0] ?? ''}`, ...search], failures.pod),
    shape('service', 'routing', ['Service kube-dns', ...nameservers], failures.service),
    shape('coredns', 'bridge', ['CoreDNS', coredns], failures.coredns),
  ];
}

function zonesOf({ zones, failures }: NamePath): readonly Shape[] {
  const shown = zones.length > SHOWN_ZONES ? [...zones.slice(0, SHOWN_ZONES - 2), ...zones.slice(-1)] : zones;
  const shapes = shown.map((zone, index) =>
    shape(
      `zone-${index + 1}`,
      zone.isForwarded ? 'lan' : 'tunnel',
      [nameOf(zone), zone.answeredBy],
      zone.isForwarded ? failures.upstream : [],
    ),
  );
  const rest = zones.length - shown.length;
  if (rest === 0) return shapes;
  const more: Shape = shape('zones-more', 'group', [`${rest} more zones`], []);
  return [...shapes.slice(0, -1), more, ...shapes.slice(-1)];
}

function nameOf({ zone }: ZoneAnswer): string {
  return zone === '.' ? 'every other name' : zone;
}

function shape(
  id: string,
  role: SceneBox['role'],
  [title = '', ...values]: readonly string[],
  failures: NamePath['failures']['pod'],
): Shape {
  const texts = [...createTexts(title, values, MAX_TEXT_WIDTH), ...textsOfFailures(failures, MAX_TEXT_WIDTH)];
  return { id, role, texts, ...markFailures(failures) };
}

/** Shapes of one width below one another. */
function stack(shapes: readonly Shape[], x: number): readonly SceneBox[] {
  const width = Math.ceil(measureWidest(shapes.flatMap(({ texts }) => texts))) + PADDING;
  let y = MARGIN;
  return shapes.map((one): SceneBox => {
    const box = { ...one, x, y, width, height: measureHeight(one.texts) + PADDING };
    y += box.height + GAP;
    return box;
  });
}

/** From the right side of a box over a common vertical line to the left side of another. */
function fanOut(from: SceneBox, to: SceneBox): SceneArrow {
  const [start, end] = [from.y + from.height / 2, to.y + to.height / 2];
  const middle = (from.x + from.width + to.x) / 2;
  return {
    id: `${from.id}-to-${to.id}`,
    from: { x: from.x + from.width, y: start },
    via: [
      { x: middle, y: start },
      { x: middle, y: end },
    ],
    to: { x: to.x, y: end },
  };
}

function describe({ nameservers, zones }: NamePath): string {
  const answers = zones.map((zone) => `${nameOf(zone)}: ${zone.answeredBy}`);
  return `A pod asks the Service kube-dns at ${nameservers.join(' and ')}, which leads to CoreDNS. ${answers.join('; ')}.`;
}
