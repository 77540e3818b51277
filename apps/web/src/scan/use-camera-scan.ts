import { useEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { CameraProblem, closeCamera, hasTorch, openCamera, setTorch, type CameraFault } from './camera.ts';
import { createRepeatFilter, type ScannedCode } from './repeats.ts';
import { startScanLoop } from './scan-loop.ts';

export type ScanState = 'opening' | 'scanning' | 'no-reader' | CameraFault;

export interface CameraScan {
  video: RefObject<HTMLVideoElement | null>;
  state: ScanState;
  isDark: boolean;
  /** Nothing where the camera has no torch. */
  torch: { lit: boolean; toggle: () => void } | undefined;
  retry: () => void;
}

/** Opens the camera while the component is shown and reports each new code. */
export function useCameraScan(onCode: (code: ScannedCode) => void): CameraScan {
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(onCode);
  latest.current = onCode;
  const [state, setState] = useState<ScanState>('opening');
  const [isDark, setDark] = useState(false);
  const [stream, setStream] = useState<MediaStream>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    setState('opening');
    return runCamera(video, {
      opened: (opened) => {
        setStream(opened);
        setState('scanning');
      },
      closed: () => setStream(undefined),
      dark: setDark,
      code: (code) => latest.current(code),
      failed: (fault) => setState(fault),
    });
  }, [attempt]);

  return { video, state, isDark, torch: useTorch(stream), retry: () => setAttempt(attempt + 1) };
}

interface CameraRun {
  opened: (stream: MediaStream) => void;
  closed: () => void;
  dark: (isDark: boolean) => void;
  code: (code: ScannedCode) => void;
  failed: (fault: ScanState) => void;
}

function runCamera(video: RefObject<HTMLVideoElement | null>, run: CameraRun): () => void {
  const isNew = createRepeatFilter();
  const endings: (() => void)[] = [];
  let ended = false;
  const start = async (): Promise<void> => {
    const stream = await openCamera();
    const screen = video.current;
    if (ended || screen === null) {
      closeCamera(stream);
      return;
    }
    endings.push(() => closeCamera(stream));
    stream.getVideoTracks()[0]?.addEventListener('ended', () => run.failed('busy'));
    screen.srcObject = stream;
    await screen.play();
    if (ended) return;
    run.opened(stream);
    endings.push(
      startScanLoop(screen, {
        code: (code, atMs) => isNew(code.text, atMs) && run.code(code),
        dark: run.dark,
        failed: () => run.failed('no-reader'),
      }),
    );
  };
  start().catch((error: unknown) => {
    if (!ended) run.failed(error instanceof CameraProblem ? error.fault : 'busy');
  });
  return () => {
    ended = true;
    endings.forEach((end) => end());
    run.closed();
  };
}

function useTorch(stream: MediaStream | undefined): CameraScan['torch'] {
  const [lit, setLit] = useState(false);
  useEffect(() => setLit(false), [stream]);
  if (stream === undefined || !hasTorch(stream)) return undefined;
  const toggle = (): void => {
    setTorch(stream, !lit).then(
      () => setLit(!lit),
      () => setLit(false),
    );
  };
  return { lit, toggle };
}
