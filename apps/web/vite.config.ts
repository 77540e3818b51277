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

/** What every page stands on, and what a gate's page adds: two files compress better than twenty. */
const base = {
  name: 'base',
  test: /node_modules\/preact(-iso)?\/|\/packages\/client\/|\/src\/(app\/(app|rooms)|(state|api|i18n)\/)|vite\/preload-helper|\/src\/ui\/(?!dialog|field|verdict|messages\/(en|ban))/,
};
const gate = {
  name: 'gate',
  test: /\/src\/offline\/|\/src\/visitor\/(gate-page|visitor\.css|check-in|party|credential-line|open-|occupancy|poster|messages(\.ts|\/id)|use-loaded|add-certificate)/,
};

export default defineConfig({
  resolve: { conditions: ['source', 'browser', 'module', 'import', 'default'] },
  build: {
    outDir: 'dist',
    manifest: true,
    // The first two files are there before anything else can ask for them.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needed) => needed.filter((file) => !/\/(base|gate)-/.test(file)),
    },
    assetsInlineLimit: 0,
    rolldownOptions: { output: { chunkFileNames: chunkNameOf, codeSplitting: { groups: [base, gate] } } },
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
