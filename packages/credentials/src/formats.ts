import type { CredentialInput, Format, Opened } from './format.ts';
import { isDivoc } from './formats/divoc/recognise.ts';
import { isHcert, openHcert } from './formats/hcert/open.ts';
import { isNzPass } from './formats/nz-pass/recognise.ts';
import { isSmartHealthCard } from './formats/smart-health-card/recognise.ts';
import type { Platform } from './platform.ts';
import { Refusal } from './violation.ts';

/** What is read most is always at hand; the other formats are loaded when a credential of theirs is met. */
const hcert: Format = {
  recognises: isHcert,
  open: (input, platform) => openHcert(String(input), platform),
};

/** What was loaded once stays; what could not be loaded is asked for again the next time. */
function loadOnce<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let loading: Promise<Module> | undefined;
  const forget = (error: unknown) => {
    loading = undefined;
    throw error;
  };
  return () => (loading ??= load().catch(forget));
}

const loadSmartHealthCard = loadOnce(() => import('./formats/smart-health-card/open.ts'));
const smartHealthCard: Format = {
  recognises: isSmartHealthCard,
  async open(input, platform) {
    const { openSmartHealthCard } = await loadSmartHealthCard();
    return openSmartHealthCard(textsOf(input), platform);
  },
};

const loadVdsNc = loadOnce(() => import('./formats/vds-nc/open.ts'));
const vdsNc: Format = {
  recognises: (input) => typeof input === 'string' && input.startsWith('{'),
  async open(input) {
    const { openVdsNc } = await loadVdsNc();
    return openVdsNc(String(input));
  },
};

const loadNzPass = loadOnce(() => import('./formats/nz-pass/open.ts'));
const nzPass: Format = {
  recognises: isNzPass,
  async open(input) {
    const { openNzPass } = await loadNzPass();
    return openNzPass(String(input));
  },
};

const loadDivoc = loadOnce(() => import('./formats/divoc/open.ts'));
const divoc: Format = {
  recognises: isDivoc,
  async open(input, platform) {
    const { openDivoc } = await loadDivoc();
    return openDivoc(input instanceof Uint8Array ? input : String(input), platform);
  },
};

/**
 * Loads the code of every format now. Otherwise the first credential of a format waits for it, DIVOC's some 100 ms: a server
 * calls this when it starts, a page never.
 */
export async function loadFormats(): Promise<void> {
  const [{ loadCanonicaliser }] = await Promise.all([loadDivoc(), loadSmartHealthCard(), loadVdsNc(), loadNzPass()]);
  await loadCanonicaliser();
}

function textsOf(input: CredentialInput): readonly string[] {
  if (input instanceof Uint8Array) return [];
  return typeof input === 'string' ? [input] : input;
}

const formats: readonly Format[] = [hcert, smartHealthCard, nzPass, vdsNc, divoc];

/** More than all codes of any credential hold together. */
const maxInputLength = 512 * 1024;

/** Whether the input has the form of any format; whether it can be read is another question. */
export function isCredential(input: CredentialInput): boolean {
  return !isTooLong(input) && findFormat(unify(input)) !== undefined;
}

function findFormat(unified: CredentialInput): Format | undefined {
  return formats.find((each) => each.recognises(unified));
}

/** Throws a Refusal where the input is no credential of any format. */
export async function openCredential(input: CredentialInput, platform: Platform): Promise<Opened> {
  const unified = unify(input);
  const format = findFormat(unified);
  if (format === undefined) throw new Refusal('unknown-prefix');
  return format.open(unified, platform);
}

/** Bytes that are no archive are a text, a list of one text is that text. Callers without types hand over anything. */
function unify(input: CredentialInput): CredentialInput {
  if (typeof input !== 'string' && !(input instanceof Uint8Array) && !Array.isArray(input)) return '';
  if (isTooLong(input)) throw new Refusal('text-too-long');
  if (typeof input === 'string') return withoutSpaceAround(input);
  if (input instanceof Uint8Array) return isDivoc(input) ? input : withoutSpaceAround(lenientUtf8.decode(input));
  const texts = input.map((text) => (typeof text === 'string' ? withoutSpaceAround(text) : ''));
  return texts.length === 1 ? String(texts[0]) : texts;
}

/** Callers without types hand over anything; what has no length is not too long. */
function isTooLong(input: CredentialInput): boolean {
  if (!Array.isArray(input)) return input?.length > maxInputLength;
  let length = input.length;
  for (const text of input.slice(0, maxInputLength)) length += typeof text === 'string' ? text.length : 0;
  return length > maxInputLength;
}

const lenientUtf8 = new TextDecoder();

/** Files end with a line feed, and pasted text may begin with a space. Only in base45 such a character could mean anything. */
function withoutSpaceAround(text: string): string {
  const trimmed = text.trim();
  return isHcert(trimmed) ? text : trimmed;
}
