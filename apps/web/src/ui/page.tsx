import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { Icon } from './icon.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Logo } from './logo.tsx';
import { uiMessages } from './messages.ts';

interface PageProps {
  readonly title: string;
  /** One line under the title. */
  readonly lead?: ComponentChildren;
  /** The address of the page above this one. */
  readonly back?: string;
  /** For tables and consoles; visitors' pages stay narrow. */
  readonly wide?: boolean;
  /** What a room adds to the bar, such as sign-out. */
  readonly bar?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame of every page except full-screen ones: bar, language switch, one title, content. */
export function Page({ title, lead, back, wide = false, bar, children }: PageProps): VNode {
  const t = useMessages(uiMessages);
  useTitle(title);
  return (
    <>
      <a class="skip" href="#content">
        {t.skip}
      </a>
      <header class="page-header">
        <div class="page-bar">
          <a class="brand" href="/" aria-label={t.home}>
            <Logo />
            Gapura
          </a>
          <div class="row">
            {bar}
            <LanguageSwitch />
          </div>
        </div>
      </header>
      <main id="content" class={wide ? 'page is-wide' : 'page'} tabIndex={-1}>
        <div class="page-title">
          {back !== undefined && (
            <a class="back" href={back}>
              <Icon svg={arrowLeft} />
              {t.back}
            </a>
          )}
          <h1>{title}</h1>
          {lead !== undefined && <p class="soft">{lead}</p>}
        </div>
        {children}
      </main>
    </>
  );
}

/** The window's title; a page that opens after another takes the focus, so that a screen reader begins there. */
export function useTitle(title: string): void {
  const first = useRef(true);
  useEffect(() => {
    document.title = title === 'Gapura' ? title : `${title} · Gapura`;
  }, [title]);
  useEffect(() => {
    if (first.current && document.body.dataset['visited'] === 'yes') {
      document.querySelector('main')?.focus({ preventScroll: true });
    }
    first.current = false;
    document.body.dataset['visited'] = 'yes';
  }, []);
}
