/** A change that breaks the network, and that the rules would reject. */
export interface HarmfulChange {
  /** Unique. */
  readonly name: string;
  /** The node that breaks. */
  readonly on: 's1' | 'a1';
  /** Keys of the node file that get another value; undefined removes a key. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Contents of files below the cluster's folder, from their present contents. */
  readonly files?: Readonly<Record<string, (text: string) => string>>;
  /** A command on the node, after its file was replaced. */
  readonly command?: string;
  /** A command on the node before the controller starts, and the one that ends its effect after the return. */
  readonly before?: { readonly command: string; readonly undo: string };
}
