export * from './labelled-namespace';
