export * from './errors.ts';
export * from './shapes.ts';
export * from './visits.ts';
export * from './trust.ts';
export * from './access.ts';
export * from './venues.ts';
export * from './demo.ts';
