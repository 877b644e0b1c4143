import type { RequestHop, RequestPath } from '../views/request-path';
import { connectRight } from './arrows';
import { createTexts } from './create-texts';
import { markFailures, textsOfFailures } from './failures';
import type { Scene, SceneArrow, SceneBox, SceneText, ShapeRole } from './scene';
import { measureHeight, measureWidest } from './text-metrics';

const MARGIN = 24;
const HEAD = 36;
const GAP = 30;
const PADDING = 18;
const MAX_TEXT_WIDTH = 270;
/** Wider chains continue in a second row. */
const MAX_WIDTH = 1000;
const ROW_GAP = 34;

/** The way of a request from a LAN client to a pod, from left to right. */
export function drawRequestPath(path: RequestPath, id: string): Scene {
  const height = Math.max(...path.hops.map((hop) => measureHeight(textsOf(hop)))) + PADDING;
  const boxes = placeHops(path.hops, height);
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return {
    ...{ id, title: `Request to ${path.service}`, description: describe(path) },
    width: right + MARGIN,
    height: bottom + MARGIN,
    boxes,
    arrows: boxes.slice(1).map((box, index) => connect(boxes[index] as SceneBox, box)),
    labels: [
      {
        id: 'title',
        x: MARGIN,
        y: MARGIN + 12,
        text: `Request to ${path.service}`,
        style: 'title',
        anchor: 'start',
      },
    ],
  };
}

function placeHops(hops: readonly RequestHop[], height: number): readonly SceneBox[] {
  let [x, y] = [MARGIN, MARGIN + HEAD];
  return hops.map((hop, index) => {
    const texts = textsOf(hop);
    const width = Math.ceil(measureWidest(texts)) + PADDING;
    if (x + width + MARGIN > MAX_WIDTH) [x, y] = [MARGIN, y + height + ROW_GAP];
    const box: SceneBox = {
      id: `hop-${index + 1}`,
      role: roleOf(index, hops.length),
      x,
      y,
      width,
      height,
      texts,
      ...markFailures(hop.failures),
    };
    x += width + GAP;
    return box;
  });
}

function roleOf(index: number, count: number): ShapeRole {
  if (index === 0) return 'client';
  if (index === count - 1) return 'pod';
  return (['interface', 'routing', 'bridge'] as const)[index - 1] ?? 'tunnel';
}

function textsOf({ name, lines, failures }: RequestHop): readonly SceneText[] {
  return [...createTexts(name, lines, MAX_TEXT_WIDTH), ...textsOfFailures(failures, MAX_TEXT_WIDTH)];
}

/** Along the row, or from the end of one row to the beginning of the next. */
function connect(before: SceneBox, after: SceneBox): SceneArrow {
  if (before.y === after.y) return connectRight(before, after);
  const [start, end] = [before.x + before.width / 2, after.x + after.width / 2];
  const middle = (before.y + before.height + after.y) / 2;
  return {
    id: `${before.id}-to-${after.id}`,
    from: { x: start, y: before.y + before.height },
    via: [
      { x: start, y: middle },
      { x: end, y: middle },
    ],
    to: { x: end, y: after.y },
  };
}

function describe({ hops, reason }: RequestPath): string {
  return `${hops.map(({ name, lines }) => `${name} (${lines.join(', ')})`).join(', then ')}. ${reason}`;
}
