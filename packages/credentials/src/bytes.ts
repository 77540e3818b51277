/** Bytes over a plain buffer: what WebCrypto, streams and node:crypto all take without a copy. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Standard base64 with padding. Only for short values such as key identifiers: every byte becomes an argument. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Throws where the text is not base64. */
export function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
