import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Announcer } from '../components/frame/announcer.tsx';
import { OlderBrowser } from '../components/frame/older-browser.tsx';
import { WordsProvider } from '../components/words/words-provider.tsx';
import { styleNonceHeader } from '../lib/security-policy.ts';
import { readLanguage, readWords } from './page-language.ts';
import './tokens.css';
import './styles/base.css';

// The ranges are those of the package's style sheet: letters beyond Western Europe are fetched when a page has one.
const latin = localFont({
  src: '../../../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  weight: '200 800',
  variable: '--font-latin',
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    },
  ],
});
const latinExtended = localFont({
  src: '../../../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2',
  weight: '200 800',
  variable: '--font-latin-extended',
  preload: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
});

export async function generateMetadata(): Promise<Metadata> {
  const { frame } = await readWords();
  return {
    title: {
      default: `${frame.defaultTitle} – ${frame.productName}`,
      template: `%s – ${frame.productName}`,
    },
    description: frame.description,
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const language = await readLanguage();
  const styleNonce = (await headers()).get(styleNonceHeader) ?? '';
  return (
    <html lang={language} className={`${latin.variable} ${latinExtended.variable}`}>
      <head>
        {/* React Aria puts this nonce on the styles that it writes. */}
        <meta property="csp-nonce" content={styleNonce} />
      </head>
      <body>
        <OlderBrowser words={(await readWords()).frame.browsers} />
        <WordsProvider language={language}>
          <Announcer>{children}</Announcer>
        </WordsProvider>
      </body>
    </html>
  );
}
