import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandIo } from '../../diagnostics/command-io';
import { printDiagnostics } from '../../diagnostics/print-diagnostics';
import { BaseFiles } from '../../profile/base-files';
import { findProfileFiles, UsageError } from '../../profile/profile-files';
import { renderDrawio } from '../../report/formats/drawio';
import { renderHtml } from '../../report/formats/html';
import { renderJson } from '../../report/formats/json';
import { renderMarkdown } from '../../report/formats/markdown';
import { renderSvg } from '../../report/formats/svg';
import { renderText } from '../../report/formats/text';
import type { NetworkReport } from '../../report/network-report';
import { createReport, drawReport, listScenes } from '../../report/network-report';
import type { VerifyResult } from '../../report/verified/verify-result';
import { parseVerifyResult, VerifyResultError } from '../../report/verified/verify-result';
import { checkClusterFile } from '../../synth/check-cluster-file';
import { visible } from '../../terminal/visible';
import type { PlanFormat } from '../output-formats';

export interface PlanOptions {
  readonly profiles: string;
  readonly format: PlanFormat;
  /** Folder for `--format html`; each cluster gets a folder in it. */
  readonly reports: string;
  /** Open the page in the browser. */
  readonly open?: boolean;
  /** Output of `verify --format json`, to be marked in the drawings. */
  readonly verify?: string;
}

/** Columns where the output is no terminal. */
const DEFAULT_WIDTH = 120;

/**
 * Shows the derived network of clusters: one after the other, or a page for each. Pages of all clusters of the folder are
 * written where none is named. Status 1: a profile has errors, and nothing is shown of it.
 *
 * @throws UsageError
 */
export async function showPlan(
  named: readonly string[],
  options: PlanOptions,
  io: CommandIo,
): Promise<number> {
  if (named.length === 0 && options.format !== 'html')
    throw new UsageError('name a cluster: only --format html writes a page for each profile of the folder');
  if (named.length !== 1 && options.verify !== undefined)
    throw new UsageError('--verify has the result of one cluster: name that cluster');
  if (options.open === true && (named.length !== 1 || options.format !== 'html'))
    throw new UsageError('--open opens the page of one cluster: name that cluster, and add --format html');
  const verified = options.verify === undefined ? undefined : readVerifyResult(options.verify);
  const bases = new BaseFiles();
  let status = 0;
  for (const file of findProfileFiles(named, options.profiles)) {
    const { plan, diagnostics } = await checkClusterFile(file, bases);
    if (plan === undefined) {
      printDiagnostics(diagnostics, io.stderr);
      status = 1;
    } else show(createReport(plan, diagnostics, verified), options, io);
  }
  return status;
}

function show(report: NetworkReport, { format, reports, open }: PlanOptions, io: CommandIo): void {
  if (format !== 'html') {
    io.stdout.write(render(report, format, io));
    return;
  }
  const page = writePages(report, join(reports, report.plan.cluster));
  io.stdout.write(`${visible(page)}\n`);
  if (open === true) openPage(page, io);
}

/** Opens a page in the user's browser, which stays open when this program ends. */
function openPage(page: string, io: CommandIo): void {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(opener, [page], { detached: true, stdio: 'ignore' });
  child.on('error', () => io.stderr.write(`netstack: there is no ${opener} to open the page with\n`));
  child.unref();
}

function readVerifyResult(file: string): VerifyResult {
  if (!existsSync(file)) throw new UsageError(`there is no file "${file}"`);
  try {
    return parseVerifyResult(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof VerifyResultError)) throw error;
    throw new UsageError(`"${file}" is not the output of verify with --format json: ${error.message}`);
  }
}

function render(report: NetworkReport, format: 'text' | 'markdown' | 'json', io: CommandIo): string {
  if (format === 'markdown') return renderMarkdown(report);
  if (format === 'json') return renderJson(report);
  const { columns } = io.stdout as { readonly columns?: number };
  return renderText(report, columns ?? DEFAULT_WIDTH);
}

/** Writes the page and its drawings; returns the page's path. */
function writePages(report: NetworkReport, folder: string): string {
  const drawings = drawReport(report);
  mkdirSync(folder, { recursive: true });
  for (const scene of listScenes(drawings)) {
    writeFileSync(join(folder, `${scene.id}.svg`), renderSvg(scene, true));
    writeFileSync(join(folder, `${scene.id}.drawio`), renderDrawio(scene));
  }
  const page = join(folder, 'index.html');
  writeFileSync(page, renderHtml(report, drawings));
  return page;
}
