import type { HopFailure } from '../verified/failures-at';
import type { PoolAnnouncement } from '../views/announcements';
import { connectRight } from './arrows';
import { createTexts } from './create-texts';
import { markFailures, textsOfFailures } from './failures';
import type { Scene, SceneBox, SceneText } from './scene';
import { measureHeight, measureWidest } from './text-metrics';

const MARGIN = 24;
const ROW_GAP = 26;
const COLUMN_GAP = 60;
const PADDING = 18;
const MAX_TEXT_WIDTH = 360;

/** Lines of a list that a shape shows; the table below the drawing has all. */
const SHOWN = 4;

/** The shapes of a row, from left to right. */
const COLUMNS = ['pool', 'nodes', 'receivers'] as const;

/** Who announces what: each pool, the nodes whose speakers announce it, and who learns it. */
export function drawAnnouncements(announcements: readonly PoolAnnouncement[]): Scene {
  const rows = announcements.map((one) => [poolTexts(one), nodeTexts(one), receiverTexts(one)] as const);
  const widths = ([0, 1, 2] as const).map(
    (column) => Math.ceil(measureWidest(rows.flatMap((row) => row[column]))) + PADDING,
  );
  let y = MARGIN;
  const boxes = rows.flatMap((row, index) => {
    const height = Math.max(...row.map(measureHeight)) + PADDING;
    const failures = announcements[index]?.failures;
    const placed = row.map((texts, column): SceneBox => ({
      ...placeBox(texts, column, { index, y, height, widths }),
      ...markFailures(failures?.[COLUMNS[column] ?? 'pool'] ?? []),
    }));
    y += height + ROW_GAP;
    return placed;
  });
  return {
    ...{ id: 'announcements', title: 'Announcements of MetalLB', description: describe(announcements) },
    width: Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN,
    height: y - ROW_GAP + MARGIN,
    boxes,
    arrows: boxes.flatMap((box, index) =>
      index % 3 === 2 ? [] : [connectRight(box, boxes[index + 1] as SceneBox)],
    ),
    labels: [],
  };
}

interface Row {
  readonly index: number;
  readonly y: number;
  readonly height: number;
  readonly widths: readonly number[];
}

function placeBox(texts: readonly SceneText[], column: number, { index, y, height, widths }: Row): SceneBox {
  const before = widths.slice(0, column).reduce((sum, width) => sum + width + COLUMN_GAP, 0);
  return {
    id: `${COLUMNS[column] ?? ''}-${index + 1}`,
    role: (['pool', 'interface', 'lan'] as const)[column] ?? 'group',
    ...{ x: MARGIN + before, y, width: widths[column] ?? 0, height, texts },
  };
}

function poolTexts({ pool, addresses, services, failures }: PoolAnnouncement): readonly SceneText[] {
  return textsOf(`pool ${pool}`, [...addresses, ...services], failures.pool);
}

function nodeTexts({ advertisement, by, nodes, failures }: PoolAnnouncement): readonly SceneText[] {
  return textsOf(`${by}: ${advertisement}`, nodes.length === 0 ? ['no node'] : nodes, failures.nodes);
}

function receiverTexts({ by, interfaces, peers, failures }: PoolAnnouncement): readonly SceneText[] {
  const { receivers } = failures;
  if (by === 'BGP') return textsOf('BGP peers', peers.length === 0 ? ['none'] : peers, receivers);
  const where = interfaces.length === 0 ? ['every interface'] : interfaces;
  return textsOf('LAN', ['one node answers ARP and NDP', ...where], receivers);
}

function textsOf(
  title: string,
  lines: readonly string[],
  failures: readonly HopFailure[],
): readonly SceneText[] {
  const rest = lines.length - SHOWN;
  const shown = rest > 1 ? [...lines.slice(0, SHOWN), `${rest} more`] : lines;
  return [...createTexts(title, shown, MAX_TEXT_WIDTH), ...textsOfFailures(failures, MAX_TEXT_WIDTH)];
}

function describe(announcements: readonly PoolAnnouncement[]): string {
  const sentences = announcements.map(({ pool, by, nodes, peers }) => {
    const who = nodes.length === 0 ? 'No node' : nodes.join(', ');
    return `${who}: pool ${pool} by ${by}${peers.length === 0 ? '' : ` to ${peers.join('; ')}`}.`;
  });
  return sentences.join(' ');
}
