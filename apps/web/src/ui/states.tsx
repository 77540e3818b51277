import type { ComponentChildren, VNode } from 'preact';
import { ApiProblem } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { uiMessages } from './messages.ts';

export function Loading({ text }: { text?: string }): VNode {
  const t = useMessages(uiMessages);
  return (
    <div class="state" role="status">
      <span class="spinner" aria-hidden="true" />
      <p>{text ?? t.loading}</p>
    </div>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly children?: ComponentChildren;
}

export function Empty({ title, children }: EmptyProps): VNode {
  return (
    <div class="card state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

interface ErrorStateProps {
  readonly problem: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong, in words, and a way on. */
export function ErrorState({ problem, onRetry }: ErrorStateProps): VNode {
  const t = useMessages(uiMessages);
  const describe = useProblemText();
  return (
    <div class="notice is-error" role="alert">
      <h2>{t.failed}</h2>
      <p>{describe(problem)}</p>
      {onRetry !== undefined && (
        <p>
          <button type="button" class="button" onClick={onRetry}>
            {t.retry}
          </button>
        </p>
      )}
    </div>
  );
}

/** Puts a problem into words: the server's own where it answered, ours where it did not. */
export function useProblemText(): (problem: unknown) => string {
  const t = useMessages(uiMessages);
  return (problem) => {
    if (!(problem instanceof ApiProblem)) {
      return problem instanceof Error ? problem.message : String(problem);
    }
    if (problem.code === 'network') {
      return t.offline;
    }
    return problem.code === 'unreadable' ? t.unreadable : problem.title;
  };
}
