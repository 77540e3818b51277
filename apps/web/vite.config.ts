import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** Rooms of staff and of the demo, and rare formats, are kept when they are used; a visitor's phone only stores what all need. */
const notForVisitors = ['officer', 'manager', 'cards', 'city', 'board', 'access', 'demo', 'format'];

function isForStaff(file: string): boolean {
  return notForVisitors.some((room) => file.includes(`assets/${room}-`));
}

/** A chunk is named after the room it comes from, so that a cache rule or a reader can tell them apart. */
function chunkNameOf(chunk: { name: string; facadeModuleId?: string | null }): string {
  const place = chunk.facadeModuleId ?? '';
  const room =
    /\/src\/([^/]+)\/(?:index|messages\/(\w+))\.tsx?$/.exec(place) ?? /\/src\/(format)s\/([\w-]+)\//.exec(place);
  const name = room === null ? chunk.name : [room[1], room[2]].filter(Boolean).join('-');
  return `assets/${name}-[hash].js`;
}

/** What every page stands on, and what a gate's page adds: two files compress better than twenty. */
const base = {
  name: 'base',
  test: /node_modules\/preact(-iso)?\/|\/packages\/client\/|\/src\/(app\/(app|rooms?)|(state|api|i18n)\/)|vite\/preload-helper|\/src\/ui\/(?!closed|dialog|field|not-found|verdict|messages\/(en|ban))/,
};
const gate = {
  name: 'gate',
  test: /\/src\/offline\/|\/src\/visitor\/(gate-page|visitor\.css|check-in|party(-names)?\.|credential-line|open-|occupancy|poster|messages(\.ts|\/id)|use-loaded|add-certificate)/,
};
/** What reads certificates, without the formats that are rarely met; parts and pictures that several pages share. */
const credentials = {
  name: 'credentials',
  test: /\/packages\/credentials\/src\/(?!formats\/(?!hcert))|node_modules\/cborg\/|\/src\/verification\//,
};
const forms = { name: 'forms', test: /\/src\/ui\/(dialog|field)/ };
const icons = { name: 'icons', test: /\/icons\/(camera|file-search|image-up|plus|wallet-cards)\.svg/ };

export default defineConfig({
  resolve: { conditions: ['source', 'browser', 'module', 'import', 'default'] },
  build: {
    outDir: 'dist',
    manifest: true,
    // The first two files are there before anything else can ask for them. Every name in a list is weight for visitors,
    // so the scripts of staff's rooms are found when their room is there; styles have no other way.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (room, needed) =>
        needed.filter((file) => !/\/(base|gate)-/.test(file) && (file.endsWith('.css') || !isForStaff(room))),
    },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: { chunkFileNames: chunkNameOf, codeSplitting: { groups: [base, gate, credentials, forms, icons] } },
    },
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
