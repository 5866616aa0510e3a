import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { RenderedPage, renderPage } from '../app/render.tsx';
import type { PageRoute } from '../lib/page-route.ts';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import type { Language } from '../lib/words/languages.ts';
import { type PageAssets, toPageAssets } from './page-assets.ts';

const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).default([]) }),
);

/** A page as the browsers get it: what is written into it, and what it loads. */
export interface BuiltPage {
  rendered: RenderedPage;
  assets: PageAssets;
}

export interface BuiltPages {
  /** The page at an address. Rendered once for each page and language, and kept. */
  read(route: PageRoute, language: Language): Promise<BuiltPage>;
}

/** Stands for the session in a page that is kept: no session has this id, because each has a prefix. */
export const anySession = 'session-of-this-page';
const pathOf: Partial<Record<PageRoute['name'], string>> = {
  live: `/sessions/${anySession}`,
  report: `/sessions/${anySession}/report`,
  'not-found': '/not/found',
};

/** Reads what build.ts has made. Rejects when it has not. */
export async function readBuiltPages(
  folder: string,
  configuration: RunTimeConfiguration,
): Promise<BuiltPages> {
  const manifestFile = join(folder, 'browser/.vite/manifest.json');
  const manifest = manifestSchema.parse(JSON.parse(await readFile(manifestFile, 'utf8')));
  const built: { renderPage: typeof renderPage } = await import(
    pathToFileURL(join(folder, 'render/render.js')).href
  );
  const kept = new Map<string, Promise<BuiltPage>>();
  async function build({ name, path }: PageRoute, language: Language): Promise<BuiltPage> {
    const rendered = await built.renderPage(pathOf[name] ?? path, language, configuration);
    return { rendered, assets: toPageAssets(manifest, name, language) };
  }
  return {
    read(route, language) {
      const key = `${route.name} ${language}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const made = build(route, language);
      kept.set(key, made);
      // What has failed once may not fail again.
      made.catch(() => kept.delete(key));
      return made;
    },
  };
}
