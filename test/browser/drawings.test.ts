import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scene } from '../../src/report/drawing/scene';
import { renderSvg } from '../../src/report/formats/svg';
import { findChromium } from './chromium';
import { BAR_STYLE, replaceTexts } from './replace-texts';
import { compareScreenshots, encodeScreenshot, launchChromium, shootDrawing } from './screenshots';
import { listChanges } from './list-changes';
import { CLUSTERS, drawCluster, FAILED } from './shipped-reports';

const REFERENCES = 'test/browser/drawings';

/** Where a screenshot that differs is written, with its difference. */
const DIFFERENCES = 'build/screenshots';

/** Pixels of a drawing that may differ from its reference. A shape moved by two pixels changes far more. */
const TOLERANCE = 10;

const executablePath = findChromium();
if (executablePath === undefined)
  console.warn('Drawings are not compared with their references: there is no Chromium.');
const isUpdate = process.env.UPDATE_SCREENSHOTS === '1';

/** Every drawing of every shipped profile, and of one cluster with failed checks. */
const DRAWINGS: readonly (readonly [name: string, scene: Scene])[] = [
  ...CLUSTERS.flatMap((cluster) => drawCluster(cluster).map((scene) => [cluster, scene] as const)),
  ...drawCluster('dual-stack', FAILED)
    .filter(({ boxes }) => boxes.some(({ hasFailed }) => hasFailed))
    .map((scene) => ['dual-stack-failed', scene] as const),
].map(([folder, scene]) => [`${folder}/${scene.id}`, scene]);

/** Two drawings, each with one thing moved or lost: what a screenshot has to notice. */
const CHANGES = drawCluster('pikube')
  .filter(({ id }) => ['packet-path-ipv4', 'announcements'].includes(id))
  .flatMap((scene) =>
    listChanges(scene).map(([change, changed]) => [scene.id, change, scene, changed] as const),
  );

describe.skipIf(executablePath === undefined)('screenshots of the drawings', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    if (isUpdate) rmSync(REFERENCES, { recursive: true, force: true });
    browser = await launchChromium(executablePath);
    page = await browser.newPage({ colorScheme: 'light' });
  });
  afterAll(() => browser.close());

  const shoot = (scene: Scene) => shootDrawing(page, replaceTexts(renderSvg(scene, true)), BAR_STYLE);

  test.each(DRAWINGS)('%s looks like its reference', async (name, scene) => {
    const seen = await shoot(scene);
    const reference = `${REFERENCES}/${name}.png`;
    if (isUpdate) return write(reference, seen);
    if (!existsSync(reference)) throw new Error(`${reference} is missing; UPDATE_SCREENSHOTS=1 writes it`);
    const { pixels, image } = await compareScreenshots(seen, PNG.sync.read(readFileSync(reference)));
    if (pixels > TOLERANCE) {
      write(`${DIFFERENCES}/${name}.png`, seen);
      if (image !== undefined) write(`${DIFFERENCES}/${name}.difference.png`, image);
    }
    expect(pixels, `${DIFFERENCES}/${name}.png differs from ${reference}`).toBeLessThanOrEqual(TOLERANCE);
  });

  test.each(CHANGES)('%s differs from the drawing: %s', async (_, __, scene, changed) => {
    const { pixels } = await compareScreenshots(await shoot(scene), await shoot(changed));
    expect(pixels).toBeGreaterThan(TOLERANCE);
  });
});

test('there is one reference for each drawing, and no other', () => {
  const files = readdirSync(REFERENCES, { recursive: true, encoding: 'utf8' });
  const references = files.flatMap((file) => /^(.*)\.png$/.exec(file.replaceAll('\\', '/'))?.[1] ?? []);
  expect(references.sort()).toEqual(DRAWINGS.map(([name]) => name).sort());
});

function write(file: string, image: PNG): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, encodeScreenshot(image));
}
