import { type Bytes } from '../bytes.ts';
import { Refusal } from '../violation.ts';
import { DerReader } from './der.ts';
import { readUnsigned } from './values.ts';

/**
 * r and s in full length, as WebCrypto wants them, from the DER form that certificates carry (RFC 3279 §2.2.3). Nothing
 * where the form is wrong, or where a number is zero or longer than a coordinate.
 */
export function findEcdsaSignature(der: Bytes, coordinateLength: number): Bytes | undefined {
  const numbers = findNumbers(der);
  const signature = new Uint8Array(2 * coordinateLength);
  for (const [index, number] of numbers.entries()) {
    if (number.length === 0 || number.length > coordinateLength) return undefined;
    signature.set(number, (index + 1) * coordinateLength - number.length);
  }
  return numbers.length === 2 ? signature : undefined;
}

function findNumbers(der: Bytes): readonly Bytes[] {
  try {
    const file = new DerReader(der, 'signature');
    const reader = file.open();
    file.end();
    const numbers = [readUnsigned(reader), readUnsigned(reader)];
    reader.end();
    return numbers;
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
