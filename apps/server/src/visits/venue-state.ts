/** A venue's counter after a command, as every answer carries it. */
export interface VenueState {
  readonly seq: number;
  readonly visitors: number;
  readonly employees: number;
  readonly leased: number;
  readonly limit: number;
  /** Only where the counter itself was read. */
  readonly visitorLimit?: number | null;
  readonly employeeLimit?: number | null;
}
