import { describe, expect, it } from 'vitest';
import { languages } from './language.ts';

interface Dictionary {
  readonly messages: Readonly<Record<string, unknown>>;
}

const files = import.meta.glob<Dictionary>('../*/*messages/*.ts', { eager: true });
const folders = [...new Set(Object.keys(files).map((path) => path.replace(/\/\w+\.ts$/, '')))];

function getDictionary(folder: string, language: string): Dictionary {
  const file = files[`${folder}/${language}.ts`];
  if (file === undefined) throw new Error(`${folder} has no ${language}`);
  return file;
}

/** Every text with its place: `refusals.expired`; functions and lists count as what they are. */
function listTexts(value: unknown, place = ''): readonly (readonly [place: string, value: unknown])[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => listTexts(inner, `${place}.${key}`))
    : [[place, value]];
}

describe.each(folders)('the texts of %s', (folder) => {
  const base = listTexts(getDictionary(folder, 'id').messages);

  it.each(languages)('are complete in %s', (language) => {
    const texts = listTexts(getDictionary(folder, language).messages);
    const shape = ([place, text]: readonly [string, unknown]) => `${place}: ${typeof text}`;
    expect(texts.map(shape).toSorted()).toEqual(base.map(shape).toSorted());
    expect(texts.filter(([, text]) => typeof text === 'string' && text.trim() === '')).toEqual([]);
  });

  it.each(languages.filter((language) => language !== 'id'))('are translated in %s', (language) => {
    const indonesian = new Map(base);
    const texts = listTexts(getDictionary(folder, language).messages);
    const sentences = texts.filter(([, text]) => typeof text === 'string' && text.split(' ').length > 3);
    expect(sentences.filter(([place, text]) => indonesian.get(place) === text)).toEqual([]);
  });
});

it('finds the rooms', () => {
  expect(folders.length).toBeGreaterThan(5);
});
