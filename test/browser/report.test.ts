import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from './chromium';
import { findOverlappingTexts, findTextOutsideOfShapes, measureOverflow, runAxe } from './in-page';
import { CLUSTERS, FAILED, renderPage } from './shipped-reports';

const WIDTHS = [390, 820, 1280];
const SCHEMES = ['light', 'dark'] as const;

const executablePath = findChromium();
if (executablePath === undefined)
  console.warn(
    'Reports are not tested in a browser: there is no Chromium (Debian: apt-get install chromium).',
  );

let browser: Browser;

describe.skipIf(executablePath === undefined)('a report in a browser', () => {
  beforeAll(async () => {
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  const cases = CLUSTERS.flatMap((cluster) =>
    WIDTHS.flatMap((width) => SCHEMES.map((scheme) => [cluster, width, scheme] as const)),
  );

  test.each(SCHEMES)('with failed checks, %s: text fits, axe finds nothing', async (scheme) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: scheme });
    await page.setContent(renderPage('dual-stack', FAILED).replace(/<meta http-equiv[^>]*>/, ''));
    expect(await page.evaluate(findTextOutsideOfShapes)).toEqual([]);
    expect(await page.evaluate(findOverlappingTexts)).toEqual([]);
    await page.addScriptTag({ content: readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') });
    expect(await page.evaluate(runAxe)).toEqual([]);
    await page.close();
  });

  test.each(cases)('%s at %d pixels, %s: text fits, nothing is requested', async (cluster, width, scheme) => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.setContent(renderPage(cluster));
    expect(requests).toEqual([]);
    expect(await page.evaluate(findTextOutsideOfShapes)).toEqual([]);
    expect(await page.evaluate(findOverlappingTexts)).toEqual([]);
    expect(await page.evaluate(measureOverflow)).toBeLessThanOrEqual(0);
    await page.close();
  });

  test.each(CLUSTERS.flatMap((cluster) => SCHEMES.map((scheme) => [cluster, scheme] as const)))(
    '%s, %s: axe finds no violation',
    async (cluster, scheme) => {
      const page = await browser.newPage({ colorScheme: scheme });
      await page.setContent(renderPage(cluster).replace(/<meta http-equiv[^>]*>/, ''));
      await page.addScriptTag({ content: readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') });
      const violations = await page.evaluate(runAxe);
      expect(violations).toEqual([]);
      await page.close();
    },
  );

  test.each(CLUSTERS)('%s prints to PDF', async (cluster) => {
    const page = await browser.newPage();
    await page.setContent(renderPage(cluster));
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.close();
  });
});
