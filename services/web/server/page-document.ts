import { configurationName, rootId } from '../app/page-facts.ts';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import type { Language } from '../lib/words/languages.ts';
import type { BuiltPage } from './built-pages.ts';

interface DocumentParts extends BuiltPage {
  language: Language;
  configuration: RunTimeConfiguration;
  /** React Aria puts it on the styles that it writes. */
  styleNonce: string;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const toText = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** The HTML of a page. Nothing in it is a script that the policy would have to allow by its text. */
export function toDocument({ language, configuration, styleNonce, rendered, assets }: DocumentParts): string {
  const { title, description, olderBrowser, markup } = rendered;
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="color-scheme" content="light dark">`,
    `<title>${toText(title)}</title>`,
    `<meta name="description" content="${toText(description)}">`,
    `<meta name="${configurationName}" content="${toText(JSON.stringify(configuration))}">`,
    `<meta property="csp-nonce" content="${styleNonce}">`,
    `<link rel="icon" href="/icon.svg" type="image/svg+xml" sizes="any">`,
    `<link rel="stylesheet" href="${assets.style}">`,
    `<link rel="preload" href="${assets.font}" as="font" type="font/woff2" crossorigin>`,
    ...assets.preloads.map((address) => `<link rel="modulepreload" href="${address}">`),
    ...assets.scripts.map((address) => `<script type="module" src="${address}"></script>`),
    `</head><body>${olderBrowser}<div id="${rootId}">${markup}</div></body></html>`,
  ].join('');
}
