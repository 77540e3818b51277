import { signal as reactive } from '@preact/signals';
import bell from 'lucide-static/icons/volume-2.svg?raw';
import silent from 'lucide-static/icons/volume-x.svg?raw';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { Icon } from '../ui/index.ts';
import { keepOnDevice, recallFromDevice } from './device-memory.ts';
import { officerMessages } from './messages.ts';
import { signal, wakeSound } from './signals.ts';
import type { Verdict } from './verdict.ts';

const storageKey = 'gapura.muted';
const muted = reactive(recallFromDevice(storageKey) === 'yes');

function setMuted(isMuted: boolean): void {
  muted.value = isMuted;
  keepOnDevice(storageKey, isMuted ? 'yes' : 'no');
}

/** Sounds and vibrates for a verdict, unless the officer has switched it off. */
export function announce(verdict: Verdict): void {
  if (!muted.value) signal(verdict);
}

/** Sound may begin with the first touch of the page; the switch is there to stop it. */
export function SoundSwitch(): VNode {
  const m = useMessages(officerMessages);
  useEffect(() => {
    addEventListener('pointerdown', wakeSound);
    addEventListener('keydown', wakeSound);
    return () => {
      removeEventListener('pointerdown', wakeSound);
      removeEventListener('keydown', wakeSound);
    };
  }, []);
  return (
    <button
      type="button"
      class="officer-sound"
      aria-pressed={!muted.value}
      aria-label={m.sound}
      title={muted.value ? m.soundOff : m.soundOn}
      onClick={() => setMuted(!muted.value)}
    >
      <Icon svg={muted.value ? silent : bell} />
    </button>
  );
}
