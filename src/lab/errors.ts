/** A reason why a lab cannot be made, read or removed. The message names the fix. */
export class LabError extends Error {}
