export type { Answer, Ask, Call, PersonKind, SeenState } from './call.ts';
export { checkHistory, type Verdict } from './check-history.ts';
export { checkLedger } from './check-ledger.ts';
export { HistoryRecorder, monotonicMs } from './recorder.ts';
export { readVenueRecord, type LedgerLine, type VenueRecord, type VisitRow } from './venue-record.ts';
export { violationKinds, type Violation, type ViolationKind } from './violation.ts';
