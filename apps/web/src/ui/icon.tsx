import type { VNode } from 'preact';

/** Draws an icon of lucide-static: `import camera from 'lucide-static/icons/camera.svg?raw'`. It never speaks for itself. */
export function Icon({ svg }: { svg: string }): VNode {
  return <span class="icon" aria-hidden="true" dangerouslySetInnerHTML={{ __html: svg }} />;
}
