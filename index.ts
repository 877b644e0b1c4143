/** The package's exports: constructs, and charts of them. */
export * from './charts';
export * from './constructs';
