import type { Verdict } from './verdict.ts';

interface Tone {
  hertz: number;
  seconds: number;
}

const gapSeconds = 0.05;
const loudness = 0.25;

/** Each verdict sounds different even without its pitch: by the number and length of its tones. */
const tones: Record<Verdict, readonly Tone[]> = {
  enter: [
    { hertz: 660, seconds: 0.09 },
    { hertz: 990, seconds: 0.16 },
  ],
  check: [
    { hertz: 520, seconds: 0.14 },
    { hertz: 520, seconds: 0.14 },
    { hertz: 520, seconds: 0.14 },
  ],
  already: [
    { hertz: 520, seconds: 0.14 },
    { hertz: 400, seconds: 0.2 },
  ],
  refuse: [{ hertz: 190, seconds: 0.6 }],
  stop: [
    { hertz: 190, seconds: 0.35 },
    { hertz: 150, seconds: 0.6 },
  ],
  closed: [
    { hertz: 330, seconds: 0.1 },
    { hertz: 330, seconds: 0.1 },
    { hertz: 262, seconds: 0.35 },
  ],
  exit: [
    { hertz: 330, seconds: 0.35 },
    { hertz: 330, seconds: 0.1 },
  ],
  full: [
    { hertz: 300, seconds: 0.25 },
    { hertz: 190, seconds: 0.35 },
  ],
  left: [
    { hertz: 990, seconds: 0.09 },
    { hertz: 660, seconds: 0.16 },
  ],
  unknown: [{ hertz: 240, seconds: 0.2 }],
  failed: [{ hertz: 240, seconds: 0.2 }],
};

const vibrations: Record<Verdict, number[]> = {
  enter: [80],
  check: [120, 80, 120, 80, 120],
  already: [120, 80, 240],
  refuse: [600],
  stop: [400, 100, 600],
  closed: [100, 60, 100, 60, 350],
  exit: [350, 60, 100],
  full: [250, 100, 400],
  left: [60, 60, 60],
  unknown: [200],
  failed: [200],
};

let audio: AudioContext | undefined;

/** Browsers keep sound off until the person has touched the page: call this from a press. */
export function wakeSound(): void {
  audio ??= new AudioContext();
  void audio.resume();
}

/** Sounds and vibrates. Without a touch before, only the vibration comes. */
export function signal(verdict: Verdict): void {
  navigator.vibrate?.(vibrations[verdict]);
  if (audio?.state === 'running') play(audio, tones[verdict]);
}

function play(context: AudioContext, sequence: readonly Tone[]): void {
  let startsAt = context.currentTime;
  for (const { hertz, seconds } of sequence) {
    playTone(context, hertz, { startsAt, endsAt: startsAt + seconds });
    startsAt += seconds + gapSeconds;
  }
}

function playTone(
  context: AudioContext,
  hertz: number,
  { startsAt, endsAt }: { startsAt: number; endsAt: number },
): void {
  const oscillator = new OscillatorNode(context, { frequency: hertz, type: 'triangle' });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, startsAt);
  gain.gain.linearRampToValueAtTime(loudness, startsAt + 0.01);
  gain.gain.setValueAtTime(loudness, endsAt - 0.02);
  gain.gain.linearRampToValueAtTime(0, endsAt);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(startsAt);
  oscillator.stop(endsAt);
}
