import type { messages as base } from './id.ts';

export const messages: typeof base = {
  title: 'Incidents',
  open: (count) => (count === 1 ? '1 black incident is open' : `${count} black incidents are open`),
  what: 'Somebody was refused as black.',
  at: (time, place) => `${time} · ${place}`,
  attempts: (count, time) => `${count} attempts, the last at ${time}`,
  note: 'What was done?',
  noteHint: 'No name, no identity number, no phone number.',
  usualNotes: ['Waits outside, the task force is called', 'Picked up by health staff', 'Went home with a mask'],
  close: 'Close the incident',
  noteShort: 'Write what was done, 3–300 letters.',
  noteNumber: 'Do not write an identity or phone number.',
  closed: 'The incident is closed.',
  closedBy: (time, name) => `Closed at ${time} by ${name}`,
  nobody: 'an officer',
};
