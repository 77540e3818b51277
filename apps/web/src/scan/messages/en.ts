import type { messages as base } from './id.ts';

export const messages: typeof base = {
  title: 'Scan a QR code',
  close: 'Close',
  opening: 'Opening the camera… Allow the camera if the browser asks.',
  aim: 'Point the camera at the QR code.',
  tooDark: 'Too dark. Find more light or switch the torch on.',
  torchOn: 'Torch on',
  torchOff: 'Torch off',
  choosePicture: 'Choose a picture',
  readingPicture: 'Reading the picture…',
  noCodeInPicture: 'No QR code could be read in this picture. Try a sharper one.',
  notAPicture: 'This file is not a picture that can be opened.',
  retry: 'Try again',
  denied: 'The camera is not allowed.',
  deniedAdvice:
    'Open this site’s settings in the browser (the icon left of the address), allow the camera, then try again. You can also choose a picture.',
  missing: 'This device has no camera.',
  missingAdvice: 'Choose a picture of the QR code, or use a hand scanner.',
  busy: 'Another app is using the camera.',
  busyAdvice: 'Close the other app that uses the camera, then try again.',
  insecure: 'The camera works on https addresses only.',
  insecureAdvice: 'Open this page with https://, or choose a picture of the QR code.',
  noReader: 'The code reader could not be loaded.',
  noReaderAdvice: 'Check your connection, then try again.',
};
