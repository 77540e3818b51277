import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { createCell, useCell } from '../state/index.ts';

interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

interface Toast {
  readonly number: number;
  readonly path: string;
  readonly text: string;
  readonly action: ToastAction | undefined;
}

const toasts = createCell<readonly Toast[]>([]);
const shownMs = 4_000;
const shownWithActionMs = 10_000;
let lastNumber = 0;

/** Says something that happened, for a few seconds or until the page changes, also to screen readers; with an action such as undo. */
export function toast(text: string, action?: ToastAction): void {
  lastNumber += 1;
  const number = lastNumber;
  toasts.value = [...toasts.value, { number, path: location.pathname, text, action }];
  setTimeout(() => dismiss(number), action === undefined ? shownMs : shownWithActionMs);
}

function dismiss(number: number): void {
  toasts.value = toasts.value.filter((shown) => shown.number !== number);
}

/** Takes every toast away, before a page that must be seen whole. */
export function clearToasts(): void {
  toasts.value = [];
}

/** Where toasts appear; once in the app. */
export function Toasts(): VNode {
  const all = useCell(toasts);
  // Renders again with every new address: a toast belongs to the page that it was said on.
  useLocation();
  const here = all.filter(({ path }) => path === location.pathname);
  return (
    <div class="toasts" role="status">
      {here.map(({ number, text, action }) => (
        <div key={number} class="toast">
          <span>{text}</span>
          {action !== undefined && (
            <button
              type="button"
              onClick={() => {
                dismiss(number);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
