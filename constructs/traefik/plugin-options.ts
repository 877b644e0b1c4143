/** The plugins of Traefik. */
export interface TraefikPluginOptions {
  /**
   * Plugins that Traefik downloads from plugins.traefik.io when it starts.
   *
   * @default - none
   * @see https://doc.traefik.io/traefik/reference/install-configuration/experimental/plugins/
   */
  readonly plugins?: readonly RemotePlugin[];
  /**
   * Plugins whose source is in ConfigMaps, for clusters without internet.
   *
   * @default - none
   */
  readonly localPlugins?: readonly LocalPlugin[];
}

/** A plugin of the catalogue. */
export interface RemotePlugin {
  /** The name by which middlewares refer to it. */
  readonly name: string;
  /** The path of its Go module. */
  readonly moduleName: string;
  /** Its version, such as `v1.4.2`. */
  readonly version: string;
}

/** A plugin in a ConfigMap. */
export interface LocalPlugin {
  /** The name by which middlewares refer to it. */
  readonly name: string;
  /** The path of its Go module. */
  readonly moduleName: string;
  /** The name of a ConfigMap in Traefik's namespace with `.traefik.yml`, `go.mod` and the Go files. */
  readonly configMap: string;
}
