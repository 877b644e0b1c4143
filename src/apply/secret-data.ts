/** Reads a file of the operator's folder of secrets; undefined where there is none. */
export type SecretFiles = (name: string) => Buffer | undefined;

/** The values of a Secret by key. */
export type SecretData = Readonly<Record<string, Buffer>>;
