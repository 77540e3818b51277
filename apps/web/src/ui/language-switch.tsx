import type { VNode } from 'preact';
import { language, languageNames, languages, setLanguage, useMessages, type Language } from '../i18n/index.ts';
import { useCell } from '../state/index.ts';
import { uiMessages } from './messages.ts';
import { toast } from './toasts.tsx';

export function LanguageSwitch(): VNode {
  const t = useMessages(uiMessages);
  const shown = useCell(language);
  const choose = (next: Language): void => {
    setLanguage(next).catch(() => toast(t.languageFailed));
  };
  return (
    <div class="languages" role="group" aria-label={t.chooseLanguage}>
      {languages.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-label={`${code.toUpperCase()}: ${languageNames[code]}`}
          aria-pressed={shown === code}
          onClick={() => choose(code)}
        >
          {code.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
