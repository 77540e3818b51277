export * from './history/index.ts';
export * from './database.ts';
export * from './demo-office.ts';
export * from './issuer.ts';
export * from './server-process.ts';
export * from './venue.ts';
