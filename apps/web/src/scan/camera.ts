export type CameraFault = 'denied' | 'missing' | 'busy' | 'insecure';

/** The camera could not be opened; `fault` says what to tell the person. */
export class CameraProblem extends Error {
  readonly fault: CameraFault;
  constructor(fault: CameraFault, cause?: unknown) {
    super(`The camera is not available: ${fault}`, { cause });
    this.name = 'CameraProblem';
    this.fault = fault;
  }
}

const wanted: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
};

/**
 * Opens the back camera, or any other if there is none.
 * @throws CameraProblem
 */
export async function openCamera(devices: MediaDevices | undefined = navigator.mediaDevices): Promise<MediaStream> {
  if (devices?.getUserMedia === undefined) throw new CameraProblem('insecure');
  try {
    const stream = await devices.getUserMedia(wanted);
    await focusContinuously(stream);
    return stream;
  } catch (error) {
    throw new CameraProblem(faultOf(error), error);
  }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** What a phone's camera may offer beyond the standard's typed list. */
interface PhoneCapabilities {
  torch?: boolean;
  focusMode?: string[];
}

export function hasTorch(stream: MediaStream): boolean {
  return capabilitiesOf(stream).torch === true;
}

export async function setTorch(stream: MediaStream, lit: boolean): Promise<void> {
  const torch = { torch: lit } as MediaTrackConstraintSet;
  await stream.getVideoTracks()[0]?.applyConstraints({ advanced: [torch] });
}

async function focusContinuously(stream: MediaStream): Promise<void> {
  if (capabilitiesOf(stream).focusMode?.includes('continuous') !== true) return;
  const focus = { focusMode: 'continuous' } as MediaTrackConstraintSet;
  await stream.getVideoTracks()[0]?.applyConstraints({ advanced: [focus] });
}

function capabilitiesOf(stream: MediaStream): PhoneCapabilities {
  return (stream.getVideoTracks()[0]?.getCapabilities?.() ?? {}) as PhoneCapabilities;
}

function faultOf(error: unknown): CameraFault {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'busy';
}
