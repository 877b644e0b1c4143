export type { InitAnswers, InitDefaults, InitNode } from './answers';
export { proposeAnswers, proposeFreePool, toNodeName } from './answers';
export type { DraftProfile } from './draft-profile';
export { draftProfile } from './draft-profile';
export type { MachineNetwork } from './machine-network';
export { readMachineNetwork } from './machine-network';
export { listRepositoryFiles } from './repository-files';
export { toMachineNetwork } from './system-interfaces';
