import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from './chromium';
import { measureOverflow, runAxe } from './in-page';
import { serveFolder } from './static-server';

const SITE = 'build/site';
const SCHEMES = ['light', 'dark'] as const;

/** A page of each kind, with a text on it. */
const PAGES = [
  ['/', 'Documentation'],
  ['/tutorial.html', 'From bare machines to curl'],
  ['/flannel.html', 'Flannel'],
  ['/troubleshooting.html', 'Troubleshooting'],
  ['/rules/', 'Rules'],
  ['/rules/metallb-pool-contains-node', 'metallb-pool-contains-node'],
  ['/checks/overlay-ping', 'overlay-ping'],
  ['/drawings/pikube.html', 'pikube'],
  ['/api/metallb.html', 'MetalLB'],
] as const;

const executablePath = findChromium();

let browser: Browser;
let server: Server;
let url: string;

describe.skipIf(executablePath === undefined)('the site in a browser', () => {
  beforeAll(async () => {
    if (!existsSync(`${SITE}/index.html`))
      execFileSync(process.execPath, ['scripts/site/build.mjs'], { stdio: 'ignore' });
    ({ url, server } = await serveFolder(SITE));
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
  }, 600_000);
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  /** Opens a page; the requests of other hosts end up in `foreign`. */
  async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}) {
    const page = await browser.newPage({ bypassCSP: true, ...options });
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:')) foreign.push(request.url());
    });
    const response = await page.goto(`${url}${path}`, { waitUntil: 'networkidle' });
    return { page, foreign, status: response?.status() };
  }

  test.each(PAGES)('%s opens, and requests nothing from other hosts', async (path, title) => {
    const { page, foreign, status } = await open(path);
    expect(status).toBe(200);
    expect(await page.locator('h1').first().textContent()).toContain(title);
    expect(foreign).toEqual([]);
    await page.close();
  });

  test.each(PAGES.flatMap(([path]) => SCHEMES.map((scheme) => [path, scheme] as const)))(
    '%s, %s: axe finds no violation',
    async (path, scheme) => {
      const { page } = await open(path, { colorScheme: scheme });
      await page.addScriptTag({ content: readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') });
      expect(await page.evaluate(runAxe)).toEqual([]);
      await page.close();
    },
  );

  test.each([390, 820, 1280])('no page is wider than a window of %d pixels', async (width) => {
    for (const [path] of PAGES) {
      const { page } = await open(path, { viewport: { width, height: 900 } });
      expect(await page.evaluate(measureOverflow), path).toBeLessThanOrEqual(0);
      await page.close();
    }
  });

  test('the search finds the page of a rule by its ID', async () => {
    const { page, foreign } = await open('/');
    await search(page, 'metallb-pool-contains-node');
    const first = page.locator('.VPLocalSearchBox .result').first();
    await first.waitFor();
    expect(await first.getAttribute('href')).toContain('/rules/metallb-pool-contains-node');
    await first.click();
    await page.waitForURL('**/rules/metallb-pool-contains-node**');
    expect(foreign).toEqual([]);
    await page.close();
  });

  test('the drawing of the flannel network can be downloaded as SVG and for diagrams.net', async () => {
    const { page } = await open('/drawings/pikube.html');
    for (const extension of ['svg', 'drawio']) {
      const link = page.locator(`a[href$="pikube-vxlan-network-with-flannel.${extension}"]`);
      const target = (await link.getAttribute('href')) ?? '';
      const response = await page.request.get(`${url}${target}`);
      expect(response.status()).toBe(200);
      expect(await response.text()).toContain('flannel.1');
    }
    await page.close();
  });
});

async function search(page: Page, text: string): Promise<void> {
  await page.locator('.VPNavBarSearch button').click();
  await page.locator('.VPLocalSearchBox input').fill(text);
}
