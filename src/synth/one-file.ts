import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { ClusterFiles } from './cluster-files';
import type { ClusterSink } from './cluster-sink';

/** `cdk8s synth --stdout` hands the app a folder of this kind and prints every `*.yaml` in it afterwards. */
export function isForStandardOutput(output: string): boolean {
  return /^cdk8s-\w{6}$/.test(basename(output)) && resolve(dirname(output)) === resolve(tmpdir());
}

/** It prints files side by side, without a `---` between them and mixed in pieces of 64 KiB: so it gets one. */
export class OneFile implements ClusterSink {
  private readonly file: string;
  private separator = '';

  constructor(output: string) {
    this.file = join(output, 'manifests.yaml');
    mkdirSync(output, { recursive: true });
    writeFileSync(this.file, '');
  }

  isUnchanged(): boolean {
    return false;
  }

  unchanged(): undefined {
    return undefined;
  }

  write({ manifests }: ClusterFiles): void {
    for (const { content } of manifests) {
      writeFileSync(this.file, `${this.separator}${content}`, { flag: 'a' });
      this.separator = '---\n';
    }
  }

  adopt(): void {
    // One process writes one file.
  }

  finish(): void {
    // Every cluster is in the file already.
  }
}
