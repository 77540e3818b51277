/** What the wedge needs to know of a key press; `atMs` is the event's own time stamp. */
export interface WedgeKey {
  key: string;
  atMs: number;
  /** Ctrl, Alt or Meta is held: a shortcut, never a scan. */
  modified?: boolean;
}

/**
 * `taken` keys must not reach the page: a scanned space would press the focused button.
 * `text` is there when the scan is complete.
 */
export interface WedgeAnswer {
  taken: boolean;
  text?: string;
}

export interface Wedge {
  press(key: WedgeKey): WedgeAnswer;
}

const maxGapMs = 80;
/** A wireless scanner may stall; nobody types such a prefix by hand outside a field. */
const maxCodeGapMs = 250;
/** What comes this soon after a scan broke off is its tail. */
const tailWithinMs = 1000;
/** Of certificates, and of the address that an employee's badge holds. */
const codePrefixes = ['HTTP://', 'HTTPS://', 'HC1:', 'SHC:/', 'NZCP:/', '{"'];
const shortestText = 6;
/** What the largest QR code holds, in digits. */
const longestText = 7089;
const burstLength = 3;

/**
 * Tells a keyboard-wedge scanner from a person: a scanner types a long text without a pause and ends it with Enter.
 * A burst is recognised from its third fast key on. The tail of a scan that broke off is swallowed: it would be refused.
 */
export function createWedge(): Wedge {
  let text = '';
  let lastAtMs = Number.NEGATIVE_INFINITY;
  let isTail = false;
  const forget = (): void => {
    text = '';
    lastAtMs = Number.NEGATIVE_INFINITY;
    isTail = false;
  };
  const append = (key: string, atMs: number): WedgeAnswer => {
    const gapMs = atMs - lastAtMs;
    if (gapMs > longestGapMs(text)) {
      isTail = gapMs <= (isTail || text.length >= burstLength ? tailWithinMs : maxCodeGapMs);
      text = '';
    }
    text += key;
    lastAtMs = atMs;
    if (text.length > longestText) {
      isTail = true;
      text = '';
    }
    return { taken: text.length >= burstLength };
  };
  const finish = (atMs: number): WedgeAnswer => {
    const whole = text.length >= shortestText && atMs - lastAtMs <= longestGapMs(text) ? text : undefined;
    const isBroken = isTail && !isCode(text);
    forget();
    if (whole === undefined) return { taken: false };
    return isBroken ? { taken: true } : { taken: true, text: undoCapsLock(whole) };
  };
  return {
    press({ key, atMs, modified = false }) {
      if (modified) {
        forget();
        return { taken: false };
      }
      if (key === 'Enter' || key === 'Tab') return finish(atMs);
      return isCharacter(key) ? append(key, atMs) : { taken: false };
    },
  };
}

/** Shift and other named keys have names of several letters; they come between the characters of a scan. */
function isCharacter(key: string): boolean {
  return key.length === 1;
}

function isCode(text: string): boolean {
  return codePrefixes.some((prefix) => text.toUpperCase().startsWith(prefix));
}

/** How long a scan may pause after this text, which may be a beginning of the prefix only. */
function longestGapMs(text: string): number {
  const head = text.toUpperCase();
  const mayBeCode = codePrefixes.some((prefix) => head.startsWith(prefix) || prefix.startsWith(head));
  return text !== '' && mayBeCode ? maxCodeGapMs : maxGapMs;
}

/** With caps lock on, a scanner types each letter in the other case, which these alphabets do not have. */
function undoCapsLock(text: string): string {
  if (/^SHC:\/[\d/]+$/.test(text)) return text.toLowerCase();
  return /^(hc1:|nzcp:\/)/.test(text) ? text.toUpperCase() : text;
}

const typedInto = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

/** Whether keys belong to the field that has the focus. Buttons and check boxes type nothing. */
export function isTypedInto(target: EventTarget | null): boolean {
  const typeless = 'input[type="checkbox"], input[type="radio"], input[type="button"], input[type="submit"]';
  return target instanceof Element && target.matches(typedInto) && !target.matches(typeless);
}
