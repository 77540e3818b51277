import { findNativeDecoder, getZxingDecoder, type Decoder } from './decoder.ts';
import { cropCentre, isTooDark } from './frame.ts';
import type { ScannedCode } from './repeats.ts';

export interface ScanEvents {
  code(code: ScannedCode, atMs: number): void;
  dark(isDark: boolean): void;
  failed(error: unknown): void;
}

const giveUpNativeAfterMs = 3000;
const lookForLightEveryMs = 1000;
const probeSidePx = 32;

/**
 * Looks at each new frame of a playing video until it is stopped, one frame at a time.
 * @returns a function that stops it
 */
export function startScanLoop(video: HTMLVideoElement, events: ScanEvents): () => void {
  const look = createLook(video, events);
  let stopped = false;
  const frame = (atMs: number): void => {
    void look(atMs)
      .then(() => (stopped ? undefined : nextFrame(video, frame)))
      .catch((error: unknown) => (stopped ? undefined : events.failed(error)));
  };
  nextFrame(video, frame);
  return () => {
    stopped = true;
  };
}

function nextFrame(video: HTMLVideoElement, then: (atMs: number) => void): void {
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(then);
  else requestAnimationFrame(then);
}

function createLook(video: HTMLVideoElement, events: ScanEvents): (atMs: number) => Promise<void> {
  const canvas = document.createElement('canvas');
  const probe = document.createElement('canvas');
  const getDecoder = createDecoderChoice();
  let lightAtMs = Number.NEGATIVE_INFINITY;
  let hitAtMs: number | undefined;
  return async (atMs) => {
    if (video.videoWidth === 0) return;
    hitAtMs ??= atMs;
    if (atMs - lightAtMs > lookForLightEveryMs) {
      lightAtMs = atMs;
      events.dark(isTooDark(drawCentre(video, probe, probeSidePx).data));
    }
    const decoder = await getDecoder(atMs - hitAtMs);
    drawCentre(video, canvas);
    const code = await decoder.read(canvas);
    if (code === undefined) return;
    hitAtMs = atMs;
    events.code(code, atMs);
  };
}

/** The native decoder where there is one; zxing, which reads more, when that has found nothing for a while. */
function createDecoderChoice(): (withoutHitMs: number) => Promise<Decoder> {
  let decoder: Decoder | undefined;
  let isNative = false;
  return async (withoutHitMs) => {
    if (decoder === undefined) {
      decoder = await findNativeDecoder();
      isNative = decoder !== undefined;
    }
    if (decoder === undefined || (isNative && withoutHitMs > giveUpNativeAfterMs)) {
      decoder = await getZxingDecoder();
      isNative = false;
    }
    return decoder;
  };
}

function drawCentre(video: HTMLVideoElement, canvas: HTMLCanvasElement, maxSidePx?: number): ImageData {
  const crop = cropCentre(video.videoWidth, video.videoHeight, maxSidePx);
  canvas.width = crop.drawnSide;
  canvas.height = crop.drawnSide;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser cannot draw video frames.');
  context.drawImage(video, crop.x, crop.y, crop.side, crop.side, 0, 0, crop.drawnSide, crop.drawnSide);
  return context.getImageData(0, 0, Math.min(probeSidePx, crop.drawnSide), Math.min(probeSidePx, crop.drawnSide));
}
