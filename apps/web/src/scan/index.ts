export { decodePicture } from './decoder.ts';
export type { ScannedCode } from './repeats.ts';
export { Scanner, type ScannerProps } from './scanner.tsx';
export { useWedgeScanner } from './use-wedge-scanner.ts';
