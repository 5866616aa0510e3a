/** Builds the pages: for browsers, for the server that writes them, and each file for browsers compressed once. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';

const configFile = join(import.meta.dirname, 'vite.config.ts');
const browserFolder = join(import.meta.dirname, 'dist/browser');
/** Fonts are compressed already. */
const isText = (name: string) => /\.(?:js|mjs|css|svg)$/.test(name);

async function compress(file: string): Promise<void> {
  const body = await readFile(file);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(body, quality));
  await writeFile(`${file}.gz`, await promisify(gzip)(body, { level: 9 }));
}

await build({ configFile, logLevel: 'warn' });
await build({ configFile, logLevel: 'warn', build: { ssr: true } });
const files = await readdir(browserFolder, { recursive: true });
await Promise.all(files.filter(isText).map((file) => compress(join(browserFolder, file))));
