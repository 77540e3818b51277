/** What a health authority entered about a person: an infection, or contact with one. */
export interface Exposure {
  readonly kind: 'case' | 'contact';
  /** Calendar date of the laboratory result, or of the contact; it is day 0. */
  readonly on: string;
}
