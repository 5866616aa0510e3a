import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newJobDraft } from './job-draft.ts';
import {
  callOf,
  forgetEverything,
  readDraft,
  readSessionId,
  readStreams,
  rememberCall,
  rememberDraft,
  rememberSessionId,
  rememberStream,
} from './remembered.ts';

/** As much of `Storage` as a page uses. */
class Kept {
  readonly items = new Map<string, string>();
  get length() {
    return this.items.size;
  }
  key(index: number) {
    return [...this.items.keys()][index] ?? null;
  }
  getItem(key: string) {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    this.items.set(key, value);
  }
  removeItem(key: string) {
    this.items.delete(key);
  }
}

let browser: Kept;
let tab: Kept;
const written = (store: Kept) => [...store.items.values()].join('\n');

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 30, 23, 50) });
  browser = new Kept();
  tab = new Kept();
  vi.stubGlobal('localStorage', browser);
  vi.stubGlobal('sessionStorage', tab);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const draft = { ...newJobDraft(), jobTitle: 'Nurse', resume: 'Ten years on a ward' };

it('keeps the form in the browser, and the résumé in the tab only', () => {
  rememberDraft(draft);
  expect(written(browser)).toContain('Nurse');
  expect(written(browser)).not.toContain('ward');
  expect(readDraft()).toEqual(draft);
  vi.stubGlobal('sessionStorage', new Kept());
  expect(readDraft()).toEqual({ ...draft, resume: '' });
});

it('does not keep yesterday’s résumé, not even unread', () => {
  rememberDraft(draft);
  vi.setSystemTime(new Date(2026, 11, 1, 0, 1));
  expect(readDraft()).toEqual({ ...draft, resume: '' });
  expect(written(tab)).not.toContain('ward');
});

it('removes a résumé that an earlier release kept', () => {
  browser.setItem('ringback.draft', JSON.stringify(draft));
  expect(readDraft()).toEqual({ ...draft, resume: '' });
  expect(written(browser)).not.toContain('ward');
});

it('leaves nothing of a person behind, and leaves other sites’ entries alone', () => {
  rememberDraft(draft);
  rememberSessionId('ses_aaaaaaaa');
  rememberStream('ses_aaaaaaaa', 'MZ1');
  rememberCall('ses_aaaaaaaa', { via: 'phone', phoneNumber: '+14155550100' });
  browser.setItem('theme', 'dark');
  forgetEverything();
  expect([...browser.items.keys(), ...tab.items.keys()]).toEqual(['theme']);
  expect(readDraft()).toEqual(newJobDraft());
  expect(readSessionId()).toBeNull();
  expect(readStreams('ses_aaaaaaaa')).toEqual([]);
  expect(callOf('ses_aaaaaaaa')).toBeNull();
});

it('works when storage is switched off', () => {
  vi.stubGlobal('localStorage', undefined);
  vi.stubGlobal('sessionStorage', undefined);
  rememberDraft(draft);
  forgetEverything();
  expect(readDraft()).toEqual(newJobDraft());
});
