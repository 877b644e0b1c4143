import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandIo } from '../../diagnostics/command-io';
import { colorsFor, formatDiagnostics } from '../../diagnostics/print-diagnostics';
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
  /** Output of `verify --format json`, to be marked in the drawings. */
  readonly verify?: string;
}

/** Columns where the output is no terminal. */
const DEFAULT_WIDTH = 120;

/** Shows the derived network of one cluster. Status 1: the profile has errors. */
export async function showPlan(cluster: string, options: PlanOptions, io: CommandIo): Promise<number> {
  const [file = ''] = findProfileFiles([cluster], options.profiles);
  const { plan, diagnostics } = await checkClusterFile(file);
  if (plan === undefined) {
    io.stderr.write(formatDiagnostics(diagnostics, colorsFor(io.stderr)));
    return 1;
  }
  const verified = options.verify === undefined ? undefined : readVerifyResult(options.verify);
  const report = createReport(plan, diagnostics, verified);
  if (options.format === 'html') {
    const written = writePages(report, join(options.reports, plan.cluster));
    io.stdout.write(`${visible(written)}\n`);
  } else {
    io.stdout.write(render(report, options.format, io));
  }
  return 0;
}

function readVerifyResult(file: string): VerifyResult {
  try {
    return parseVerifyResult(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof VerifyResultError)) throw error;
    throw new UsageError(`"${file}" is not the output of "netstack verify --format json": ${error.message}`);
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
