import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NetworkPlan } from '../../src/plan';
import type { KubernetesObject } from '../../src/kubernetes/kubernetes-object';
import type { Manifest } from '../../src/synth/render-chart';
import type { FleetTemplate } from '../fleet-template';

/** One cluster as every renderer is to write it. */
export interface FleetCluster {
  readonly name: string;
  readonly plan: NetworkPlan;
  readonly manifests: readonly Manifest[];
}

/** A cluster's objects in the order of its files. */
export function objectsOf({ manifests }: FleetCluster): readonly KubernetesObject[] {
  return manifests.flatMap(({ objects }) => objects);
}

/** What is to be rendered. */
export interface Fleet {
  /** Folder of the profiles. */
  readonly profiles: string;
  readonly clusters: readonly FleetCluster[];
  /** The clusters' objects once, and what differs. */
  readonly template: FleetTemplate;
}

/** A program and its arguments, run in the project's own folder unless it names one. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Exit status that is no failure. @default 0 */
  readonly status?: number;
}

/** Something that writes the objects of a fleet. */
export interface Renderer {
  /** `helm template` */
  readonly name: string;
  readonly version: string;
  /** Whether it starts a process for each cluster, so that its time is known for more clusters than were rendered. */
  readonly processPerCluster: boolean;
  /**
   * Lays out below a folder what is rendered from, and returns what renders it.
   *
   * @param output folder that is there and empty when the command runs
   */
  prepare(fleet: Fleet, folder: string, output: string): Command;
  /** Files of one cluster's manifests. */
  outputOf(cluster: FleetCluster, output: string): readonly string[];
}

/** Writes a file and the folders above it. */
export function layOut(folder: string, name: string, content: string): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** A word for the place of a differing value until the renderer's own is put there; plain in YAML and in JSON. */
export function placeholder(index: number): string {
  return `DIFFERING-${index}-HERE`;
}

/** Replaces placeholders, with the quotes that JSON puts around them. */
export function fillPlaceholders(text: string, fill: (index: number) => string): string {
  return text.replace(/"?DIFFERING-(\d+)-HERE"?/g, (_match, index) => fill(Number(index)));
}
