import { toHex, type Bytes } from '../bytes.ts';
import { tags, type DerReader } from './der.ts';
import { readObjectId, readSmallInteger, readUnsigned } from './values.ts';

export type CurveName = 'P-256' | 'P-384' | 'P-521' | 'brainpoolP256r1' | 'brainpoolP384r1' | 'brainpoolP512r1';

/** Bytes of one coordinate, and so of r and of s. */
export const coordinateBytes: Readonly<Record<CurveName, number>> = {
  'P-256': 32,
  'P-384': 48,
  'P-521': 66,
  brainpoolP256r1: 32,
  brainpoolP384r1: 48,
  brainpoolP512r1: 64,
};

export const curveObjectIds: Readonly<Record<CurveName, string>> = {
  'P-256': '1.2.840.10045.3.1.7',
  'P-384': '1.3.132.0.34',
  'P-521': '1.3.132.0.35',
  brainpoolP256r1: '1.3.36.3.3.2.8.1.1.7',
  brainpoolP384r1: '1.3.36.3.3.2.8.1.1.11',
  brainpoolP512r1: '1.3.36.3.3.2.8.1.1.13',
};

const namesByObjectId = new Map(Object.entries(curveObjectIds).map(([name, oid]) => [oid, name as CurveName]));

/** The curves that WebCrypto knows, by prime, b, generator and order (FIPS 186-4 D.1.2); a is the prime less 3. */
const nistCurves: readonly (readonly [name: CurveName, ...parameters: readonly string[]])[] = [
  [
    'P-256',
    'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff',
    '5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b',
    '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296',
    '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551',
  ],
  [
    'P-384',
    'fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff',
    'b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef',
    'aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7',
    '3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f',
    'ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
  ],
  [
    'P-521',
    `01${'ff'.repeat(65)}`,
    '0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00',
    '00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66',
    '011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650',
    `01${'ff'.repeat(32)}fa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409`,
  ],
];

const curvesByParameters = new Map(
  nistCurves.map(([name, prime = '', b, x, y, order]) => {
    const a = toFixedHex(BigInt(`0x${prime}`) - 3n, prime.length);
    return [[prime, a, b, `04${x}${y}`, order].join(' '), name] as const;
  }),
);

/**
 * The curve of an elliptic-curve key. Doc 9303-12 has authorities spell the parameters out: they count only where every
 * one of them is that of a known curve, or a foreign generator would let anybody sign. Nothing for any other curve.
 */
export function findCurve(parameters: DerReader): CurveName | undefined {
  const isNamed = parameters.peek() === tags.objectId;
  const curve = isNamed ? namesByObjectId.get(readObjectId(parameters)) : findSpelledCurve(parameters.open());
  parameters.end();
  return curve;
}

const version1 = 1;
const primeField = '1.2.840.10045.1.1';

/** `ECParameters` of RFC 3279 §2.3.5. */
function findSpelledCurve(reader: DerReader): CurveName | undefined {
  if (readSmallInteger(reader) !== version1) return reader.refuse();
  const field = reader.open();
  if (readObjectId(field) !== primeField) return skipRest(reader);
  const prime = toHex(readUnsigned(field));
  field.end();
  const curve = reader.open();
  const [a, b] = [curve.get(tags.octets), curve.get(tags.octets)].map(({ content }) => content);
  if (curve.find(tags.bits) === undefined) curve.end();
  const generator = toHex(reader.get(tags.octets).content);
  const order = toHex(readUnsigned(reader));
  const cofactor = reader.isAtEnd ? 1 : readSmallInteger(reader);
  reader.end();
  const digits = prime.length;
  const key = [prime, toPaddedHex(a, digits), toPaddedHex(b, digits), generator, order].join(' ');
  return cofactor === 1 ? curvesByParameters.get(key) : undefined;
}

function skipRest(reader: DerReader): undefined {
  while (!reader.isAtEnd) reader.next();
}

/** Coefficients come in full length, or without their leading zeros. */
function toPaddedHex(bytes: Bytes | undefined, digits: number): string {
  return bytes === undefined ? '' : toHex(bytes).padStart(digits, '0');
}

function toFixedHex(value: bigint, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** SubjectPublicKeyInfo up to the point, for the curves whose parameters are ever rewritten. */
const namedPrefixes = new Map<CurveName, string>([
  ['P-256', '3059301306072a8648ce3d020106082a8648ce3d030107034200'],
  ['P-384', '3076301006072a8648ce3d020106052b81040022036200'],
  ['P-521', '30819b301006072a8648ce3d020106052b8104002303818600'],
]);

/** The key with its curve named, as WebCrypto wants it; nothing for curves that it does not know. */
export function findNamedKey(curve: CurveName, point: Bytes): Bytes | undefined {
  const prefix = namedPrefixes.get(curve);
  if (prefix === undefined) return undefined;
  const bytes = (prefix.match(/../gu) ?? []).map((digits) => Number.parseInt(digits, 16));
  return Uint8Array.from([...bytes, ...point]);
}
