/** The names of the value sets, by their field number in the message. */
const names = new Map([
  [1, 'sct-vaccines-covid-19'],
  [2, 'vaccines-covid-19-names'],
  [3, 'vaccines-covid-19-auth-holders'],
  [4, 'disease-agent-targeted'],
  [5, 'covid-19-lab-test-type'],
  [6, 'covid-19-lab-test-manufacturer-and-name'],
  [7, 'covid-19-lab-result'],
]);

/** Reads the codes of a message of value sets: each field is a set, each field 1 of it an item, whose field 1 is the code. */
export function decodeValueSets(message: Uint8Array): Record<string, string[]> {
  const sets = fieldsOf(message).map(({ number, content }) => {
    const codes = fieldsOf(content).map((item) => fieldsOf(item.content).find((field) => field.number === 1));
    return [names.get(number) ?? String(number), codes.map((code) => new TextDecoder().decode(code?.content))] as const;
  });
  return Object.fromEntries(sets);
}

interface Field {
  readonly number: number;
  readonly content: Uint8Array;
}

/** Protocol Buffers: a tag, a length, as many bytes; nothing else occurs here. */
function fieldsOf(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const readVarint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = message[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const number = readVarint() >>> 3;
    const length = readVarint();
    fields.push({ number, content: message.subarray(at, at + length) });
    at += length;
  }
  return fields;
}
