export * from './database.ts';
export * from './issuer.ts';
export * from './server-process.ts';
