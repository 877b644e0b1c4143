import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scene } from '../../src/report/drawing/scene';
import { renderSvg } from '../../src/report/formats/svg';
import { findChromium } from './chromium';
import { listBoxes } from './in-page';
import { compareScreenshots, launchChromium } from './screenshots';
import { CLUSTERS, drawCluster, renderPage } from './shipped-reports';

/** The part of a drawing's pixels that may differ between the page and its file. 0.007% differ: ends of scaled lines. */
const TOLERANCE = 0.001;

const executablePath = findChromium();

describe.skipIf(executablePath === undefined)('a report looks the same', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium(executablePath);
  });
  afterAll(() => browser.close());

  /** Opens a page, uses it, and closes it. */
  async function withPage<Result>(
    html: string,
    options: BrowserContextOptions,
    use: (page: Page) => Promise<Result>,
  ): Promise<Result> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    try {
      await page.setContent(html);
      return await use(page);
    } finally {
      await page.close();
    }
  }

  const shootPage = (html: string, options: BrowserContextOptions = {}) =>
    withPage(html, options, async (page) => PNG.sync.read(await page.screenshot({ fullPage: true })));

  test.each(CLUSTERS)('%s: without JavaScript, and created a second time', async (cluster) => {
    const first = await shootPage(renderPage(cluster));
    const plain = await shootPage(renderPage(cluster), { javaScriptEnabled: false });
    expect((await compareScreenshots(first, plain)).pixels).toBe(0);
  });

  test.each(CLUSTERS)('%s: every element has the same place in light and in dark', async (cluster) => {
    const html = renderPage(cluster);
    const boxesIn = (colorScheme: 'light' | 'dark') =>
      withPage(html, { colorScheme }, (page) => page.evaluate(listBoxes));
    expect(await boxesIn('dark')).toEqual(await boxesIn('light'));
  });

  test.each(CLUSTERS)('%s: printed from a dark screen', async (cluster) => {
    const html = renderPage(cluster);
    const printFrom = (colorScheme: 'light' | 'dark') =>
      withPage(html, { colorScheme }, async (page) => {
        await page.emulateMedia({ media: 'print', colorScheme });
        return PNG.sync.read(await page.screenshot({ fullPage: true }));
      });
    expect((await compareScreenshots(await printFrom('light'), await printFrom('dark'))).pixels).toBe(0);
  });

  test.each([...CLUSTERS.map((cluster) => [cluster, 'light'] as const), ['pikube', 'dark'] as const])(
    '%s, %s: each drawing in the page and in its file',
    async (cluster, colorScheme) => {
      const scenes = drawCluster(cluster);
      const inPage = await withPage(renderPage(cluster), { colorScheme }, shootDrawings);
      expect(inPage.length).toBe(scenes.length);
      for (const [index, scene] of scenes.entries()) {
        const shown = inPage[index] as ShownDrawing;
        const [alone] = await withPage(placeFile(scene, shown), { colorScheme }, shootDrawings);
        const { pixels } = await compareScreenshots(shown.image, (alone as ShownDrawing).image);
        expect(pixels / (shown.image.width * shown.image.height), scene.id).toBeLessThan(TOLERANCE);
      }
    },
  );
});

interface ShownDrawing {
  readonly image: PNG;
  readonly width: number;
  /** The part of a pixel at which the drawing begins. */
  readonly left: number;
  readonly top: number;
}

async function shootDrawings(page: Page): Promise<readonly ShownDrawing[]> {
  const shown: ShownDrawing[] = [];
  for (const drawing of await page.locator('.drawing').all()) {
    const box = await drawing.boundingBox();
    if (box === null) throw new Error('a drawing is not shown');
    const image = PNG.sync.read(await drawing.screenshot());
    shown.push({ image, width: box.width, left: box.x % 1, top: box.y % 1 });
  }
  return shown;
}

/** A page that shows the file of a drawing, in the same size and on the same part of a pixel. */
function placeFile(scene: Scene, { width, left, top }: ShownDrawing): string {
  const source = Buffer.from(renderSvg(scene, true)).toString('base64');
  const place = `position:absolute;left:${left}px;top:${top}px;width:${width}px`;
  const file = `<img class="drawing" alt="" style="${place}" src="data:image/svg+xml;base64,${source}">`;
  return `<!doctype html><html lang="en" style="color-scheme:light dark"><body style="margin:0">${file}`;
}
