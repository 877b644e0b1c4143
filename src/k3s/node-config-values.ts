/** A value that k3s's config file takes. */
type ConfigValue = string | number | boolean | readonly string[];

/** k3s's flags without their dashes; a `+` appends to the list that another file began. */
export type NodeConfig = Readonly<Record<string, ConfigValue>>;
