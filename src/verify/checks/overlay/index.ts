import type { NodeCheck } from '../../check';
import { apiPort } from './api-port';
import { kubeletPort } from './kubelet-port';
import { lanNeighbours } from './lan-neighbours';
import { lanPing } from './lan-ping';
import { nodeDns } from './node-dns';
import { overlayPing } from './overlay-ping';

/** The checks between nodes, in each direction. */
export const OVERLAY_CHECKS: readonly NodeCheck[] = [
  lanPing,
  lanNeighbours,
  apiPort,
  kubeletPort,
  overlayPing,
  nodeDns,
];
