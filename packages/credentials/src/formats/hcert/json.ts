import type { CborMap } from '../../cose/cbor.ts';

/** A decoded map as JSON, as lenient as certificates are read: text is trimmed, nulls are absent. */
export function toJsonObject(map: CborMap): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [name, value] of map) {
    if (value !== null && value !== undefined) setMember(object, String(name), toJson(value));
  }
  return object;
}

/** An own member whatever it is called: to assign `__proto__` would do something else. */
function setMember(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true });
  else object[name] = value;
}

function toJson(value: unknown): unknown {
  if (value instanceof Map) return toJsonObject(value);
  if (Array.isArray(value)) return value.filter((item) => item !== null && item !== undefined).map(toJson);
  return typeof value === 'string' ? value.trim() : value;
}
