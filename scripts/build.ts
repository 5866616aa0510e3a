/** `npm run build`: builds the pages. The services need no build: Node.js runs their TypeScript directly. */
import { fileURLToPath } from 'node:url';
import { ensureWebBuild } from './launcher/web-build.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);

await ensureWebBuild({
  root: fileURLToPath(new URL('..', import.meta.url)),
  node: process.execPath,
  say: print,
  onLine: print,
});
