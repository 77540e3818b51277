import { lazy } from 'preact-iso';
import type { ComponentType, FunctionComponent } from 'preact';
import { messagesReady } from '../i18n/index.ts';

/** A room as its own chunk, shown when its texts are there in the present language. */
export function room<Props>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return lazy(async () => {
    try {
      const component = await load();
      await messagesReady();
      return { default: component };
    } catch (problem) {
      return { default: broken<Props>(problem) };
    }
  });
}

/** `lazy` waits for ever for what can't be loaded; thrown while rendering, the failure reaches the error boundary. */
function broken<Props>(problem: unknown): FunctionComponent<Props> {
  return () => {
    throw problem;
  };
}
