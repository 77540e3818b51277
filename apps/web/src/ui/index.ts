export { Dialog } from './dialog.tsx';
export { Field } from './field.tsx';
export { Icon } from './icon.tsx';
export { uiMessages } from './messages.ts';
export { Page, useTitle } from './page.tsx';
export { Empty, ErrorState, Loading, useProblemText } from './states.tsx';
export { clearToasts, toast, Toasts } from './toasts.tsx';
export { VerdictShape } from './verdict.tsx';
