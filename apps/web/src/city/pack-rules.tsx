import type { VNode } from 'preact';
import { useMessages } from '../i18n/index.ts';
import { uiMessages } from '../ui/index.ts';
import { cityMessages } from './messages.ts';
import './packs.css';
import { colourOrder, type Pack } from './pack-document.ts';
import { RuleView } from './rule-view.tsx';

/** All rules of a pack in plain words, by the colour that they lead to. */
export function PackRules({ pack }: { pack: Pack }): VNode {
  const m = useMessages(cityMessages);
  const ui = useMessages(uiMessages);
  return (
    <>
      {colourOrder.map((colour) => {
        const rules = pack.rules.filter((rule) => rule.colour === colour);
        return (
          rules.length > 0 && (
            <section key={colour} class="stack" aria-labelledby={`city-${colour}`}>
              <h2 id={`city-${colour}`}>{m.rulesOf(ui.colours[colour], m.admissions[pack.admission[colour]])}</h2>
              <div class="city-rules">
                {rules.map((rule) => (
                  <RuleView key={rule.id} rule={rule} sources={pack.sources} />
                ))}
              </div>
            </section>
          )
        );
      })}
      {pack.conditions.length > 0 && (
        <section class="stack" aria-labelledby="city-conditions">
          <h2 id="city-conditions">{m.conditions}</h2>
          <div class="city-rules">
            {pack.conditions.map((rule) => (
              <RuleView key={rule.id} rule={rule} sources={pack.sources} />
            ))}
          </div>
        </section>
      )}
    </>
  );
}
