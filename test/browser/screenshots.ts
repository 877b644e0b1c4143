import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { PNG } from 'pngjs';

/**
 * How far the colours of two pixels may differ, from 0 to 1, to count as equal. Machines round the edge of a line
 * differently by a few levels.
 */
const THRESHOLD = 0.02;

/** Starts a Chromium whose pixels depend on the machine as little as possible. */
export function launchChromium(executablePath: string | undefined): Promise<Browser> {
  return chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb', '--disable-lcd-text'],
  });
}

/** Shows a drawing alone on the page, in its own size, and takes a screenshot of it. */
export async function shootDrawing(page: Page, svg: string, style = ''): Promise<PNG> {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const size = { width: Math.ceil(Number(width)), height: Math.ceil(Number(height)) };
  await page.setViewportSize(size);
  await page.setContent(
    `<!doctype html><style>body{margin:0}svg{display:block}</style>${svg}<style>${style}</style>`,
  );
  return PNG.sync.read(await page.screenshot({ clip: { x: 0, y: 0, ...size } }));
}

/** What differs between two screenshots. */
export interface ScreenshotDifference {
  /** Pixels that differ; all of the larger one where the sizes differ. */
  readonly pixels: number;
  /** The screenshot with the different pixels in red; undefined where the sizes differ. */
  readonly image?: PNG;
}

/** Compares two screenshots pixel by pixel. Pixels of a smoothed edge count as well. */
export async function compareScreenshots(one: PNG, other: PNG): Promise<ScreenshotDifference> {
  const { default: pixelmatch } = await import('pixelmatch');
  const { width, height } = one;
  if (width !== other.width || height !== other.height)
    return { pixels: Math.max(width * height, other.width * other.height) };
  const image = new PNG({ width, height });
  const options = { threshold: THRESHOLD, includeAA: true };
  return { pixels: pixelmatch(one.data, other.data, image.data, width, height, options), image };
}

/** The bytes of a screenshot without transparency, packed as small as PNG packs them. */
export function encodeScreenshot(image: PNG): Buffer {
  return PNG.sync.write(image, { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0 });
}
