/** What we use of jsonld 9; it brings no types. */
declare module 'jsonld' {
  interface CanonizeOptions {
    readonly base: null;
    /** Refuses what would be dropped. */
    readonly safe: boolean;
    readonly documentLoader?: (address: string) => Promise<object>;
    readonly canonizeOptions: { readonly algorithm: 'RDFC-1.0'; readonly maxDeepIterations?: number };
  }
  const jsonld: {
    canonize(document: object, options: CanonizeOptions): Promise<string>;
  };
  export default jsonld;
}
