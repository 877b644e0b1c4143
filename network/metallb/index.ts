export * from './advertisements';
export * from './aggregation';
export * from './announcers';
export * from './community';
export * from './demand';
export * from './interfaces';
export * from './pools';
export * from './selectors';
