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
const shortestText = 6;
const longestText = 4296;
const burstLength = 3;

/**
 * Tells a keyboard-wedge scanner from a person: a scanner types a long text without a pause and ends it with Enter.
 * A burst is recognised from its third fast key on.
 */
export function createWedge(): Wedge {
  let text = '';
  let lastAtMs = Number.NEGATIVE_INFINITY;
  const forget = (): void => {
    text = '';
    lastAtMs = Number.NEGATIVE_INFINITY;
  };
  const append = (key: string, atMs: number): WedgeAnswer => {
    text = atMs - lastAtMs > maxGapMs ? key : text + key;
    lastAtMs = atMs;
    if (text.length > longestText) forget();
    return { taken: text.length >= burstLength };
  };
  const finish = (atMs: number): WedgeAnswer => {
    const whole = text.length >= shortestText && atMs - lastAtMs <= maxGapMs ? text : undefined;
    forget();
    return whole === undefined ? { taken: false } : { taken: true, text: undoCapsLock(whole) };
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

/** With caps lock on, a scanner types an EU certificate in lower case, which its alphabet does not have. */
function undoCapsLock(text: string): string {
  return text.startsWith('hc1:') ? text.toUpperCase() : text;
}

const typedInto = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

/** Whether keys belong to the field that has the focus. Buttons and check boxes type nothing. */
export function isTypedInto(target: EventTarget | null): boolean {
  const typeless = 'input[type="checkbox"], input[type="radio"], input[type="button"], input[type="submit"]';
  return target instanceof Element && target.matches(typedInto) && !target.matches(typeless);
}
