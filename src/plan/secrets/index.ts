export * from './secret-requests';
