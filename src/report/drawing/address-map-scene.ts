import type { Span } from '../../address';
import { Address, Cidr, contains, formatSpan } from '../../address';
import type { NetworkMap, OwnedSpan } from '../views/address-map';
import { placeLabels } from './mark-labels';
import type { Scene, SceneBox } from './scene';
import { LINE_HEIGHT } from './text-metrics';

const MARGIN = 24;
const BAR_WIDTH = 952;
const BAR_HEIGHT = 44;
const HEAD = 40;
/** Narrowest mark in pixels; one address of a /24 is 3.7 pixels wide, one of a /16 would be invisible. */
const MIN_MARK = 3;
/** Between the bar and the first row of labels. */
const LABEL_HEAD = 10;
/** Networks of at most this many addresses are drawn whole: single addresses can be seen. */
const SMALL_NETWORK = 256n;

/** One network as a bar to scale, with who owns which part of it. */
export function drawAddressMap(map: NetworkMap, id: string): Scene {
  const window = windowOf(map);
  const bars = [
    bar(map, window),
    ...map.owned
      .filter(({ span }) => contains(window, span))
      .map((owned, index) => mark(owned, index, window)),
  ];
  const marks = map.owned
    .filter(({ span }) => contains(window, span))
    .map(({ span, owner }) => ({
      x: round(MARGIN + position(window, span.first)),
      text: `${shortSpan(span)} ${owner}`,
    }));
  const frame = {
    left: MARGIN,
    right: MARGIN + BAR_WIDTH,
    top: MARGIN + HEAD + BAR_HEIGHT,
    head: LABEL_HEAD,
  };
  const { rows, labels, leaders } = placeLabels(marks, frame);
  const title = `${map.title} ${map.cidr.toString()}`;
  return {
    ...{ id, title, description: describe(map) },
    width: BAR_WIDTH + 2 * MARGIN,
    height: MARGIN + HEAD + BAR_HEIGHT + LABEL_HEAD + Math.max(1, rows) * LINE_HEIGHT.note + MARGIN,
    boxes: bars,
    arrows: leaders,
    labels: [
      { id: 'title', x: MARGIN, y: MARGIN + 12, text: title, style: 'title', anchor: 'start' },
      {
        id: 'scale',
        x: MARGIN + BAR_WIDTH,
        y: MARGIN + 12,
        text: scaleText(map, window),
        style: 'note',
        anchor: 'end',
      },
      ...labels,
    ],
  };
}

/** The part that is drawn: all of it, or the smallest network inside with everything that has an owner. */
function windowOf({ cidr, owned }: NetworkMap): Cidr {
  if (owned.length === 0) return cidr;
  let window = cidr;
  for (;;) {
    if (window.size <= SMALL_NETWORK) return window;
    const half = owned[0] as OwnedSpan;
    const next = new Cidr(new Address(cidr.family, half.span.first), window.prefixLength + 1);
    if (!owned.every(({ span }) => contains(next, span))) return window;
    // A network that shows at least an eighth of itself as used is drawn whole.
    if (usedPart(window, owned) * 8n >= window.size) return window;
    window = next;
  }
}

function usedPart(window: Cidr, owned: readonly OwnedSpan[]): bigint {
  const last = owned.reduce((most, { span }) => (span.last > most ? span.last : most), window.first);
  return last - window.first + 1n;
}

function scaleText({ cidr }: NetworkMap, window: Cidr): string {
  const whole = window.prefixLength === cidr.prefixLength;
  return whole ? 'drawn to scale' : `drawn to scale: ${window.canonical.toString()} of it`;
}

function bar({ cidr }: NetworkMap, window: Cidr): SceneBox {
  return {
    ...{ id: 'network', role: 'free', x: MARGIN, y: MARGIN + HEAD, width: BAR_WIDTH, height: BAR_HEIGHT },
    texts: [],
    tooltip: `${cidr.toString()}, shown ${formatSpan(window)}`,
  };
}

/** Where an address is on the bar, from 0 to its width. */
function position(window: Cidr, value: bigint): number {
  const thousandths = ((value - window.first) * 1_000_000n) / window.size;
  return (Number(thousandths) / 1_000_000) * BAR_WIDTH;
}

function mark({ span, kind, owner }: OwnedSpan, index: number, window: Cidr): SceneBox {
  const start = position(window, span.first);
  const end = position(window, span.last + 1n);
  const isSingle = span.first === span.last;
  return {
    ...{ id: `owner-${index}`, role: kind, x: round(MARGIN + start), y: MARGIN + HEAD + (isSingle ? 8 : 0) },
    ...{ width: round(Math.max(MIN_MARK, end - start)), height: BAR_HEIGHT - (isSingle ? 8 : 0) },
    texts: [],
    tooltip: `${formatSpan(span)} ${owner}`,
  };
}

/** `10.0.0.100-150`: a range inside of one /24 repeats only the last octet. */
function shortSpan(span: Span): string {
  const text = formatSpan(span);
  const match = /^((?:\d+\.){3})(\d+)-\1(\d+)$/.exec(text);
  return match === null ? text : `${match[1] ?? ''}${match[2] ?? ''}-${match[3] ?? ''}`;
}

/** Two decimals: the same text on every machine. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function describe({ title, cidr, owned, free }: NetworkMap): string {
  const owners = owned.map(({ span, owner }) => `${formatSpan(span)} ${owner}`).join('; ');
  const rest = free.map(formatSpan).join(', ');
  return `${title} ${cidr.toString()}: ${owners || 'no address has an owner'}. Free: ${rest || 'none'}.`;
}
