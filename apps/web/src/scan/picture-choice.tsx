import type { TargetedEvent, VNode } from 'preact';
import { useId, useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { decodePicture } from './decoder.ts';
import { scanMessages } from './messages.ts';
import type { ScannedCode } from './repeats.ts';

type Progress = 'idle' | 'reading' | 'no-code' | 'no-picture';

/** Takes the code from a photo or a screenshot: for a device without a camera, and for a code on the same screen. */
export function PictureChoice({ onCode }: { onCode: (code: ScannedCode) => void }): VNode {
  const m = useMessages(scanMessages);
  const id = useId();
  const [progress, setProgress] = useState<Progress>('idle');
  const read = async (input: HTMLInputElement): Promise<void> => {
    const picture = input.files?.[0];
    input.value = '';
    if (picture === undefined) return;
    setProgress('reading');
    const code = await decodePicture(picture);
    setProgress(code === undefined ? 'no-code' : 'idle');
    if (code !== undefined) onCode(code);
  };
  const choose = (event: TargetedEvent<HTMLInputElement>): void => {
    read(event.currentTarget).catch(() => setProgress('no-picture'));
  };
  const words = { idle: '', reading: m.readingPicture, 'no-code': m.noCodeInPicture, 'no-picture': m.notAPicture };
  return (
    <>
      <input class="scanner__file" id={id} type="file" accept="image/*" onChange={choose} />
      <label class="scanner__button" for={id}>
        {m.choosePicture}
      </label>
      <p class="scanner__note" role="status">
        {words[progress]}
      </p>
    </>
  );
}
