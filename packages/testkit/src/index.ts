export * from './database.ts';
export * from './issuer.ts';
export * from './server-process.ts';
export * from './venue.ts';
