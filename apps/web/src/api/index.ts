import { createClient } from '@gapura/client';
import { language } from '../i18n/index.ts';

export { ApiProblem } from '@gapura/client';
export { streamEvents, type StreamState } from './event-stream.ts';

/** The API of the site that served this page. Error titles come in the language shown. */
export const api = createClient({ language: () => language.value });
