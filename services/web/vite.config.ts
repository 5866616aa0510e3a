import { defineConfig } from 'vite';
import { pageChunks } from './page-chunks.ts';
import { pureSchemas } from './pure-schemas.ts';

/** The pages for browsers and, with `--ssr`, for the server that writes them (build.ts). */
export default defineConfig(({ isSsrBuild }) => ({
  root: import.meta.dirname,
  plugins: [pureSchemas()],
  // The floor of lib/browser-floor.ts.
  build: {
    target: isSsrBuild ? 'node24' : ['chrome119', 'edge119', 'firefox121', 'safari17.4'],
    outDir: isSsrBuild ? 'dist/render' : 'dist/browser',
    emptyOutDir: true,
    manifest: !isSsrBuild,
    modulePreload: { polyfill: false },
    // One style sheet: a page that comes by a click has its styles already.
    cssCodeSplit: false,
    // What is small is a file as well: the policy of the pages takes fonts and scripts from addresses alone.
    assetsInlineLimit: 0,
    copyPublicDir: !isSsrBuild,
    reportCompressedSize: false,
    rolldownOptions: {
      input: isSsrBuild ? 'app/render.tsx' : 'app/browser.tsx',
      output: isSsrBuild ? {} : { codeSplitting: { groups: pageChunks() } },
    },
  },
  // The contract's schemas are zod's. In pages a reading of our own stands in its place (lib/schema/schema.ts).
  resolve: { alias: [{ find: /^zod$/, replacement: `${import.meta.dirname}/lib/schema/z.ts` }] },
  ssr: { noExternal: true },
  worker: { format: 'es' },
}));
