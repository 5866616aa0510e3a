import { beforeEach, describe, expect, it, vi } from 'vitest';
import { en } from '../lib/words/en.ts';
import type { LoadedPage } from './load-page.ts';
import { createPageTurner, type ShownPage } from './page-turner.ts';

const site = 'https://example.test';
const loaded = (title: string): LoadedPage => ({ title, words: en, show: () => title });
const first: ShownPage = {
  route: { name: 'home', path: '/', sessionId: '' },
  search: '',
  language: 'en',
  words: en,
  page: loaded('home'),
};

/** Loads that end when a test says so, in the order in which they were asked for. */
function play() {
  const loads: { name: string; language: string; end: (page: LoadedPage) => void; fail: () => void }[] = [];
  const seen: string[] = [];
  let address = `${site}/`;
  const turner = createPageTurner(first, {
    load: (name, language) =>
      new Promise((end, fail) => loads.push({ name, language, end, fail: () => fail(new Error('gone')) })),
    show: ({ page, search }, isNew) =>
      seen.push(`show ${page?.title ?? 'loading'}${search}${isNew ? ' new' : ''}`),
    address: () => address,
    enter: (href) => {
      address = href;
      seen.push(`enter ${new URL(href).pathname}`);
    },
    leave: (href) => seen.push(`leave ${new URL(href).pathname}`),
  });
  return { turner, loads, seen, go: (to: string) => (address = `${site}${to}`) };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

describe('a change of page', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  it('keeps the page before until the next one is here, and writes its address then', async () => {
    const { turner, loads, seen } = play();
    turner.push('/history');
    await settled();
    expect(seen).toEqual([]);
    loads[0]?.end(loaded('history'));
    await settled();
    expect(seen).toEqual(['enter /history', 'show history new']);
  });

  it('says that it loads when it takes long, and writes the address once', async () => {
    const { turner, loads, seen } = play();
    turner.push('/history');
    await vi.advanceTimersByTimeAsync(1_000);
    loads[0]?.end(loaded('history'));
    await settled();
    expect(seen).toEqual(['enter /history', 'show loading new', 'show history']);
  });

  it('shows the page that was asked for last, whichever comes first', async () => {
    const { turner, loads, seen } = play();
    turner.push('/history');
    turner.push('/help');
    loads[1]?.end(loaded('help'));
    loads[0]?.end(loaded('history'));
    await settled();
    expect(seen).toEqual(['enter /help', 'show help new']);
  });

  it('leaves a page whose scripts cannot be loaded to the browser', async () => {
    const { turner, loads, seen } = play();
    turner.push('/history');
    loads[0]?.fail();
    await settled();
    expect(seen).toEqual(['leave /history']);
  });

  it('follows the browser’s own address, query and all, and writes none', async () => {
    const { turner, loads, seen, go } = play();
    go('/?previous=ses_12345678');
    turner.follow();
    loads[0]?.end(loaded('home'));
    await settled();
    expect(seen).toEqual(['show home?previous=ses_12345678']);
  });

  it('speaks another language from then on, when its words are here', async () => {
    const { turner, loads } = play();
    turner.speak('de');
    expect(loads[0]).toMatchObject({ name: 'home', language: 'de' });
    loads[0]?.end(loaded('home'));
    await settled();
    turner.push('/help');
    expect(loads[1]).toMatchObject({ name: 'help', language: 'de' });
  });
});
