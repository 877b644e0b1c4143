import { existsSync, readFileSync } from 'node:fs';
import { BaseFiles } from '../../profile/base-files';
import { findProfileFiles, UsageError } from '../../profile/profile-files';
import type { CheckedProfile } from '../../rules/check-profile';
import { checkCluster } from '../../synth/check-objects';
import type { VerifyContext } from '../../verify';
import type { Bundle, RecordedFile, RecordedLab } from '../../verify/bundle';
import {
  BUNDLE_FORMAT,
  readBundle,
  Recorder,
  redactJson,
  redactForms,
  writeBundle,
} from '../../verify/bundle';

/** A profile to verify, with its files. */
export interface VerifiedProfile extends CheckedProfile {
  /** The profile first, then the files that it extends. */
  readonly files: readonly RecordedFile[];
}

/** The bundle in a file. @throws UsageError where it is none */
export function openBundle(file: string): Bundle {
  if (!existsSync(file)) throw new UsageError(`there is no file "${file}"`);
  const bundle = readBundle(file);
  if (bundle !== undefined) return bundle;
  throw new UsageError(`"${file}" is no bundle of this version: verify writes one with --bundle`);
}

/** The profile of a bundle, or of a cluster in the folder of profiles. @throws UsageError */
export function openProfile(
  cluster: string | undefined,
  folder: string,
  bundle: Bundle | undefined,
): VerifiedProfile {
  if (bundle !== undefined) return openRecordedProfile(bundle);
  if (cluster === undefined) throw new UsageError('name a profile or its cluster, or a bundle by --from');
  const [file = ''] = findProfileFiles([cluster], folder);
  const content = readFileSync(file, 'utf8');
  const bases = new BaseFiles();
  const checked = checkCluster(file, bases, content);
  return { ...checked, files: [{ file, content }, ...bases.list()] };
}

function openRecordedProfile({ profile: files }: Bundle): VerifiedProfile {
  const [profile, ...others] = files;
  const bases = new BaseFiles();
  for (const { file, content } of others) bases.add(file, content);
  return { ...checkCluster(profile?.file ?? '', bases, profile?.content ?? ''), files };
}

/** The parts of a bundle beside what the checks read. */
export interface BundleHeader {
  readonly cluster: string;
  readonly createdAt: Date;
  readonly title: string;
  readonly beforeInstall?: boolean;
  readonly checks: readonly string[];
  readonly files: readonly RecordedFile[];
  readonly lab?: RecordedLab;
}

/** Runs checks on a context whose answers are recorded, and writes the bundle. */
export async function recordBundle<T>(
  file: string,
  { files, lab, createdAt, ...header }: BundleHeader,
  context: VerifyContext,
  run: (context: VerifyContext) => Promise<T>,
): Promise<T> {
  const recorder = new Recorder(context);
  const result = await run(recorder.createContext());
  writeBundle(file, {
    format: BUNDLE_FORMAT,
    ...header,
    createdAt: createdAt.toISOString(),
    profile: files.map(({ file: name, content }) => ({ file: name, content: redactForms(content) })),
    ...(lab && { lab: redactJson(lab) as RecordedLab }),
    ...(await recorder.list()),
  });
  return result;
}
