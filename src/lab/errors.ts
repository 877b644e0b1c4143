/** Something that keeps a lab from being made, looked at or taken down; the message says what to do. */
export class LabError extends Error {}
