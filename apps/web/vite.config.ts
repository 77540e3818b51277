import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** Rooms of staff and of the demo are kept when they are used; every visitor's phone only stores what visitors need. */
const notForVisitors = ['officer', 'manager', 'board', 'access', 'demo'];

/** A chunk is named after the room it comes from, so that a cache rule or a reader can tell them apart. */
function chunkNameOf(chunk: { name: string; facadeModuleId?: string | null }): string {
  const room = /\/src\/([^/]+)\/(?:index|messages\/(\w+))\.tsx?$/.exec(chunk.facadeModuleId ?? '');
  const name = room === null ? chunk.name : [room[1], room[2]].filter(Boolean).join('-');
  return `assets/${name}-[hash].js`;
}

export default defineConfig({
  resolve: { conditions: ['source', 'browser', 'module', 'import', 'default'] },
  build: {
    outDir: 'dist',
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { output: { chunkFileNames: chunkNameOf } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  plugins: [
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['index.html', 'icon.svg', 'manifest.webmanifest', 'assets/*.{js,css}'],
        globIgnores: notForVisitors.map((room) => `assets/${room}-*`),
      },
    }),
  ],
});
